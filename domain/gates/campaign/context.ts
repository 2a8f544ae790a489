import { type ContextMeasure, type SchoolContext } from '../../baseline/context.js';
import { type Establishment } from '../../scope/types.js';
import { absencePhase } from '../../shared/phase.js';
import { groupBy } from '../../shared/group-by.js';
import { median } from './median.js';
import { isOutOfOrder } from './row-order.js';
import { type CampaignFiles, defineCampaignGate, type Found, inPercent } from './types.js';

interface WithContext {
  readonly school: Establishment;
  readonly context: SchoolContext;
}

/** Mainstream schools alone: in special schools nearly every pupil has a plan. */
const mainstream = ({ register, context }: CampaignFiles): readonly WithContext[] =>
  register.flatMap((school): WithContext[] => {
    const own = context.get(school.urn);
    return own === undefined || school.phase === 'special' || school.phase === 'other'
      ? []
      : [{ school, context: own }];
  });

/**
 * In mainstream schools several pupils have SEN support for each who has a plan, in every authority and year; the columns PSENELSE and
 * PSENELK differ by one letter.
 */
function isSwapped(schools: readonly WithContext[]): boolean {
  const middle = (measure: ContextMeasure): number =>
    median(schools.flatMap(({ context }) => context[measure] ?? [])) ?? NaN;
  return middle('educationHealthCarePlanPercent') > middle('specialNeedsSupportPercent');
}

const needsColumnsSwapped = defineCampaignGate({
  name: 'needs-columns-swapped',
  finds: 'the middle school has more plans than support',
  why: 'columns E and K',
  source: 'docs/sources/data-formats.md#performance-tables',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Check which column holds plans and which support; compare with the year before.',
  find: (files, { fewestSchools, shift }) => {
    const schools = mainstream(files);
    const reason = 'More pupils have an education, health and care plan than have support without one.';
    if (schools.length >= fewestSchools && isSwapped(schools)) return [{ reason }];
    return byAuthority(schools).flatMap((group): Found[] =>
      group.length >= shift.intake.fewestSchools && isSwapped(group)
        ? [{ reason: `${reason} Only this local authority.`, schools: group.map(({ school }) => school.urn) }]
        : [],
    );
  },
});

const byAuthority = (schools: readonly WithContext[]): readonly (readonly WithContext[])[] => [
  ...groupBy(schools, ({ school }) => `${school.laCode} ${absencePhase(school.phase) ?? ''}`).values(),
];

const measures: readonly ContextMeasure[] = [
  'freeMealsEverSixPercent',
  'englishAdditionalLanguagePercent',
  'specialNeedsSupportPercent',
  'roll',
];

const isSame = (one: SchoolContext, other: SchoolContext): boolean =>
  measures.every((measure) => one[measure] === other[measure]);

const contextRepeats = defineCampaignGate({
  name: 'context-repeats-year',
  finds: ({ repeatedShare }) => `over ${inPercent(repeatedShare)} of intakes repeat the year before`,
  why: 'an old census',
  source: 'docs/sources/similar-schools.md#census-of-the-right-year',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Download the census of last year again; the imported one holds figures of an earlier year.',
  find: ({ context, contextBefore }, { repeatedShare, fewestSchools }) => {
    const both = [...context].flatMap(([urn, now]) => {
      const before = contextBefore.get(urn);
      return before === undefined || now.roll === undefined ? [] : [{ now, before }];
    });
    const repeated = both.filter(({ now, before }) => isSame(now, before)).length;
    if (both.length < fewestSchools || repeated <= repeatedShare * both.length) return [];
    return [{ reason: 'Many schools have exactly the intake of an earlier year.' }];
  },
});

/** Hardly any school has no pupil in these groups, so a column of zeros was not filled in. The census of 2016 is published so. */
const neverZero: readonly ContextMeasure[] = ['freeMealsEverSixPercent', 'specialNeedsSupportPercent'];

const contextZeros = defineCampaignGate({
  name: 'context-zeros',
  finds: ({ zeroShare }) =>
    `over ${inPercent(zeroShare)} of mainstream schools have none of a group that hardly one lacks`,
  why: 'a column not filled in, as in 2016',
  source: 'docs/data.md#known-traps',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Use another release of the census, or leave the column out.',
  find: (files, { zeroShare, fewestSchools }) => {
    const schools = mainstream(files);
    const isEmpty = neverZero.some((measure) => {
      const values = schools.flatMap(({ context }) => context[measure] ?? []);
      const zeros = values.filter((value) => value === 0);
      return values.length >= fewestSchools && zeros.length > zeroShare * values.length;
    });
    return isEmpty ? [{ reason: 'A share of pupils is zero in many schools, as if it had not been filled in.' }] : [];
  },
});

const contextOutOfOrder = defineCampaignGate({
  name: 'context-out-of-order',
  finds: 'as authority-out-of-order, of intakes',
  why: 'a slip of a spreadsheet',
  source: 'docs/sources/similar-schools.md#census-of-the-right-year',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Compare the authority’s rows with the publisher’s file; intakes seem to be in the rows of other schools.',
  find: (files, { shift }) =>
    byAuthority(mainstream(files)).flatMap((group): Found[] => {
      const pairs = group.flatMap(({ school, context: now }) => {
        const before = files.contextBefore.get(school.urn);
        return before === undefined ? [] : [{ urn: school.urn, now, before }];
      });
      const series = measures.map((measure) => ({
        now: pairs.map(({ now }) => now[measure]),
        before: pairs.map(({ before }) => before[measure]),
      }));
      if (!isOutOfOrder(series, shift.intake)) return [];
      return [
        {
          reason:
            'Intakes of this local authority’s schools resemble their neighbours of the year before more than themselves.',
          schools: group.map(({ school }) => school.urn),
        },
      ];
    }),
});

/** The context that comparisons use. */
export const contextGates = [needsColumnsSwapped, contextRepeats, contextZeros, contextOutOfOrder] as const;
