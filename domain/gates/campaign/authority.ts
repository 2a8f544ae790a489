import { type AbsencePhase } from '../../shared/phase.js';
import { groupBy } from '../../shared/group-by.js';
import { valueOf } from '../../shared/published-figure.js';
import { exchangedPairs, inTypicalChanges } from './exchanged.js';
import { isOutOfOrder, type Series } from './row-order.js';
import { type CampaignGatePolicy } from './policy.js';
import { phases } from './school-file.js';
import { defineCampaignGate, type FiledRow, type Found, type YearPair } from './types.js';

/** Smaller schools vary too much from year to year to be distinguished from their neighbours. */
const fewestEnrolments = 30;

const fileOutOfOrder = defineCampaignGate({
  name: 'file-out-of-order',
  finds: 'schools hardly resemble their own year before more than other schools do',
  why: 'sorted or joined wrongly',
  source: 'docs/sources/school-changes.md#figures-of-another-school',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Download the absence file of last year again; figures were sorted or joined to other schools.',
  find: ({ pairs }, { shift }) =>
    phases.flatMap((phase): Found[] =>
      isOutOfOrder(seriesOf(inFileOrder(pairs, phase), measures), shift.wholePhase)
        ? [
            {
              reason: `Rates of ${phase} schools have hardly any relation to those of the same schools a year before.`,
            },
          ]
        : [],
    ),
});

const authorityOutOfOrder = defineCampaignGate({
  name: 'authority-out-of-order',
  finds: 'the same in one authority, or better after moving its rows by one or two',
  why: 'a slip of a spreadsheet',
  source: 'docs/sources/school-changes.md#figures-of-another-school',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Compare the authority’s rows with the publisher’s file; figures seem to be in the rows of other schools.',
  find: ({ pairs, lastRows }, policy) =>
    phases.flatMap((phase) =>
      [...groupBy(inFileOrder(pairs, phase), ({ now }) => now.laCode)].flatMap(([laCode, group]): Found[] =>
        laCode !== undefined && isShifted(group, policy)
          ? [
              {
                reason:
                  'Figures of this local authority’s schools resemble their neighbours of the year before more than themselves.',
                // Schools without a year before are in the same rows.
                schools: lastRows.filter((row) => row.laCode === laCode && row.phase === phase).map(({ urn }) => urn),
              },
            ]
          : [],
      ),
    ),
});

const inFileOrder = (pairs: readonly YearPair[], phase: AbsencePhase): readonly YearPair[] =>
  pairs
    .filter(({ now }) => now.phase === phase && (now.enrolments ?? fewestEnrolments) >= fewestEnrolments)
    .sort((a, b) => a.now.line - b.now.line);

function isShifted(group: readonly YearPair[], { shift }: CampaignGatePolicy): boolean {
  const hasEnrolments = group.some(
    ({ now, before }) => now.enrolments !== undefined && before.enrolments !== undefined,
  );
  return isOutOfOrder(seriesOf(group, measures), hasEnrolments ? shift.withEnrolments : shift.ratesAlone);
}

type Measure = (row: FiledRow) => number | undefined;

const overall: Measure = ({ absence }) => valueOf(absence);
const persistent: Measure = ({ persistentAbsence }) => persistentAbsence && valueOf(persistentAbsence);
/** Numbers of pupils differ by ratio more than by count; roots make small and large schools comparable. */
const size: Measure = ({ enrolments }) => (enrolments === undefined ? undefined : Math.sqrt(enrolments));
/** Unauthorised absence as a share of all absence, in which schools differ consistently. */
const unauthorisedShare: Measure = ({ absence, unauthorised }) => {
  const [whole, part] = [valueOf(absence), unauthorised && valueOf(unauthorised)];
  return whole === undefined || part === undefined || whole <= 0 ? undefined : part / whole;
};

const measures: readonly Measure[] = [overall, persistent, size];

const seriesOf = (group: readonly YearPair[], of: readonly Measure[]): readonly Series[] =>
  of.map((measure) => ({
    now: group.map(({ now }) => measure(now)),
    before: group.map(({ before }) => measure(before)),
  }));

const schoolsExchanged = defineCampaignGate({
  name: 'schools-exchanged',
  finds: 'two schools of an authority far from themselves and near to each other',
  why: 'exchanged rows',
  source: 'docs/sources/school-changes.md#figures-of-another-school',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Compare both rows with the publisher’s file; each school seems to have the figures of the other.',
  find: ({ pairs }, { exchange, fewestSchools }) =>
    phases.flatMap((phase): Found[] => {
      const own = inFileOrder(pairs, phase);
      if (own.length < fewestSchools) return [];
      const series = seriesOf(own, [...measures, unauthorisedShare]).flatMap((one) => inTypicalChanges(one) ?? []);
      const authorities = groupBy([...own.keys()], (position) => own[position]?.now.laCode);
      return [...authorities.values()].flatMap((positions) =>
        exchangedPairs(series, positions, exchange).map((pair) => ({
          reason: 'Figures of two schools of this local authority seem to have changed places.',
          schools: pair.flatMap((position) => own[position]?.now.urn ?? []),
        })),
      );
    }),
});

/** Whether rows belong to their own schools. */
export const authorityGates = [fileOutOfOrder, authorityOutOfOrder, schoolsExchanged] as const;
