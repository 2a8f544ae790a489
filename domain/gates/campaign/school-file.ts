import { type AbsencePhase } from '../../shared/phase.js';
import { valueOf } from '../../shared/published-figure.js';
import { yearInWords } from '../../shared/academic-year.js';
import { fingerprintsOf } from '../fingerprint.js';
import { median } from './median.js';
import { type CampaignFiles, defineCampaignGate, type FiledRow, type Found, inPercent } from './types.js';

export const phases: readonly AbsencePhase[] = ['primary', 'secondary', 'special'];

const absenceOf = ({ absence }: FiledRow): number | undefined => valueOf(absence);

const fileRepeatsYear = defineCampaignGate({
  name: 'file-repeats-year',
  finds: ({ repeatedShare }) => `over ${inPercent(repeatedShare)} of schools repeat an earlier year`,
  why: 'the wrong year, or mixed years',
  source: 'docs/sources/expectation.md#wrong-figures',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Download the absence file of last year again; the imported one holds figures of an earlier year.',
  find: ({ rows, lastRows, lastYear }, { repeatedShare, fewestSchools }) => {
    const fingerprint = fingerprintsOf(rows);
    const ownKey = (row: FiledRow): string | undefined => {
      const print = fingerprint(row);
      return print === undefined ? undefined : `${row.urn} ${row.phase} ${print}`;
    };
    const seen = new Set<string>();
    for (const row of rows) {
      const key = row.academicYear < lastYear ? ownKey(row) : undefined;
      if (key !== undefined) seen.add(key);
    }
    const keys = lastRows.flatMap((row) => ownKey(row) ?? []);
    const repeated = keys.filter((key) => seen.has(key)).length;
    if (keys.length < fewestSchools || repeated <= repeatedShare * keys.length) return [];
    return [{ reason: `Many schools have exactly the figures of an earlier year in ${yearInWords(lastYear)}.` }];
  },
});

const rowsMissing = defineCampaignGate({
  name: 'rows-missing',
  finds: ({ missingRowShare }) => `over ${inPercent(missingRowShare)} of open schools with a row before have none`,
  why: 'half a file',
  source: 'docs/sources/data-formats.md#whole-files',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Import the whole absence file; compare its number of rows with the publisher’s.',
  find: ({ register, lastRows, beforeRows, lastYear }, { missingRowShare, fewestSchools }) => {
    const now = new Set(lastRows.map(({ urn }) => urn));
    const open = new Set(register.filter(({ status }) => status === 'open').map(({ urn }) => urn));
    const expected = [...new Set(beforeRows.map(({ urn }) => urn))].filter((urn) => open.has(urn));
    const missing = expected.filter((urn) => !now.has(urn));
    if (expected.length < fewestSchools || missing.length <= missingRowShare * expected.length) return [];
    return [{ reason: `Many open schools that have a row in the year before have none in ${yearInWords(lastYear)}.` }];
  },
});

const registerIncomplete = defineCampaignGate({
  name: 'register-incomplete',
  finds: ({ unknownSchoolShare, leftOutShare }) =>
    `over ${inPercent(unknownSchoolShare)} of rows without a school, or over ${inPercent(leftOutShare)} of schools left out of the newest extract`,
  why: 'half a register',
  source: 'docs/sources/data-formats.md#whole-files',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Import the whole register extract of the start of the year.',
  find: ({ register, lastRows, leftOut }, { unknownSchoolShare, leftOutShare, fewestSchools }) => {
    if (register.length >= fewestSchools && leftOut > leftOutShare * register.length)
      return [{ reason: 'The newest register lacks many schools that the earlier one has.' }];
    const known = new Set(register.map(({ urn }) => urn));
    const unknown = lastRows.filter(({ urn }) => !known.has(urn));
    if (lastRows.length < fewestSchools || unknown.length <= unknownSchoolShare * lastRows.length) return [];
    return [{ reason: 'The register lacks many schools that the absence file of last year has.' }];
  },
});

const phaseCountsChanged = defineCampaignGate({
  name: 'phase-counts-changed',
  finds: ({ rowRatio }) => `a phase has under ${rowRatio.low} or over ${rowRatio.high} times its rows`,
  why: 'filtered, doubled, mislabelled',
  source: 'docs/sources/data-formats.md#whole-files',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Look for rows that were left out, doubled or given another phase in one of the two files.',
  find: ({ lastRows, beforeRows }, { rowRatio, fewestSchools }) =>
    phases.flatMap((phase): Found[] => {
      const before = beforeRows.filter((row) => row.phase === phase).length;
      const ratio = lastRows.filter((row) => row.phase === phase).length / before;
      if (before < fewestSchools || (ratio >= rowRatio.low && ratio <= rowRatio.high)) return [];
      return [{ reason: `The number of ${phase} schools in the absence file is very different from the year before.` }];
    }),
});

const figuresRounded = defineCampaignGate({
  name: 'figures-rounded',
  finds: ({ wholeNumberShare }) => `over ${inPercent(wholeNumberShare)} of the rates are whole numbers`,
  why: 'a spreadsheet saved what it showed',
  source: 'docs/sources/data-formats.md#school-absence',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Import the file as published, before a spreadsheet has rounded its columns.',
  find: ({ lastRows }, { wholeNumberShare, fewestSchools }) => {
    const rates = lastRows.flatMap((row) => absenceOf(row) ?? []);
    const whole = rates.filter(Number.isInteger);
    if (rates.length < fewestSchools || whole.length <= wholeNumberShare * rates.length) return [];
    return [{ reason: 'The absence rates of last year are rounded to whole numbers.' }];
  },
});

const ratesOffScale = defineCampaignGate({
  name: 'rates-off-scale',
  finds: ({ middleRatio }) =>
    `the median rate is under ${middleRatio.low} or over ${middleRatio.high} times the nation’s`,
  why: 'fractions, another measure',
  source: 'docs/sources/expectation.md#wrong-figures',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Check that the column holds overall absence in per cent, and the national file the same year.',
  find: (files, { middleRatio, fewestSchools }) =>
    phases.flatMap((phase): Found[] => {
      const national = nationalOf(files, phase, files.lastYear);
      const rates = files.lastRows.flatMap((row) => (row.phase === phase ? (absenceOf(row) ?? []) : []));
      const middle = median(rates);
      if (middle === undefined || national === undefined || rates.length < fewestSchools) return [];
      const ratio = middle / national;
      if (ratio >= middleRatio.low && ratio <= middleRatio.high) return [];
      return [{ reason: `The absence rates of ${phase} schools are on another scale than the national rate.` }];
    }),
});

/** The published national rate of a phase, in per cent. */
export const nationalOf = ({ areas }: CampaignFiles, phase: AbsencePhase, year: string): number | undefined =>
  areas.find((area) => area.level === 'national' && area.phase === phase && area.academicYear === year)?.absencePercent;

/** The school-level file as a whole. */
export const schoolFileGates = [
  fileRepeatsYear,
  rowsMissing,
  registerIncomplete,
  phaseCountsChanged,
  figuresRounded,
  ratesOffScale,
] as const;
