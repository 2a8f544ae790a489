import { type SchoolContext } from '../../../../../domain/baseline/context.js';
import { type CampaignGatePolicy, defaultCampaignGatePolicy } from '../../../../../domain/gates/campaign/policy.js';
import { runCampaignGates, stoppingFindings } from '../../../../../domain/gates/campaign/run-campaign-gates.js';
import {
  type CampaignFinding,
  type CampaignGateInput,
  type FiledRow,
} from '../../../../../domain/gates/campaign/types.js';
import { type GateName } from '../gate-name.js';
import { type Establishment } from '../../../../../domain/scope/types.js';
import { academicYear, type AcademicYear } from '../../../../../domain/shared/academic-year.js';
import { type AbsencePhase } from '../../../../../domain/shared/phase.js';
import { type PublishedFigure } from '../../../../../domain/shared/published-figure.js';
import { randomStream } from '../../../../../demo/england/random.js';

export const targetYear = academicYear('202425');
export const lastYear = academicYear('202324');
export const yearBefore = academicYear('202223');
export const value = (percent: number): PublishedFigure => ({ kind: 'value', value: percent });

const national = { primary: 5.53, secondary: 8.97, special: 12.81 } as const;
const authorities = ['901', '902', '903', '904'] as const;
const perAuthority = 12;

interface Invented {
  readonly urn: string;
  readonly laCode: string;
  readonly phase: 'primary' | 'secondary';
}

/** Forty-eight primaries and as many secondaries in four authorities, in the order of the file. */
export const invented: readonly Invented[] = (['primary', 'secondary'] as const).flatMap((phase, which) =>
  authorities.flatMap((laCode, area) =>
    Array.from({ length: perAuthority }, (_, index) => ({
      urn: String(910_001 + which * 48 + area * perAuthority + index),
      laCode,
      phase,
    })),
  ),
);

const registered = ({ urn, laCode, phase }: Invented): Establishment => ({
  urn,
  laCode,
  name: `Invented School ${urn}`,
  typeCode: '01',
  status: 'open',
  phase,
  gender: 'mixed',
  admissionsPolicy: phase === 'primary' ? 'not-applicable' : 'non-selective',
  trustFlag: 'none',
});

/** A school keeps its level and its size, and strays a little from one year to the next. */
function rowOf({ urn, laCode, phase }: Invented, year: AcademicYear, line: number): FiledRow {
  const lasting = randomStream(5, urn);
  const stray = randomStream(5, urn, year);
  const percent = national[phase] * (1 + 0.2 * lasting.uniform() - 0.1) + lasting.normal() + 0.12 * stray.normal();
  const enrolments = Math.round(120 + 400 * lasting.uniform() + 3 * stray.normal());
  const possibleSessions = 380 * enrolments;
  const absenceSessions = Math.round((possibleSessions * Math.max(1.1, percent)) / 100);
  const absence = (100 * absenceSessions) / possibleSessions;
  return {
    academicYear: year,
    urn,
    laCode,
    phase,
    absence: value(absence),
    unauthorised: value(absence * (0.15 + 0.2 * lasting.uniform() + 0.005 * stray.normal())),
    persistentAbsence: value(3 * absence + 0.5 * stray.normal()),
    enrolments,
    possibleSessions,
    absenceSessions,
    line,
  };
}

const contextOf = ({ urn }: Invented, year: AcademicYear): SchoolContext => {
  const lasting = randomStream(6, urn);
  const stray = randomStream(6, urn, year);
  return {
    freeMealsEverSixPercent: 12 + 25 * lasting.uniform() + 0.4 * stray.normal(),
    englishAdditionalLanguagePercent: 5 + 60 * lasting.uniform() + 0.4 * stray.normal(),
    specialNeedsSupportPercent: 9 + 8 * lasting.uniform() + 0.3 * stray.normal(),
    educationHealthCarePlanPercent: 1 + 3 * lasting.uniform(),
    roll: Math.round(150 + 500 * lasting.uniform() + 3 * stray.normal()),
  };
};

const rowsOf = (year: AcademicYear, from: number): readonly FiledRow[] =>
  invented.map((school, index) => rowOf(school, year, from + index));
export const lastRows = rowsOf(lastYear, 2);
export const beforeRows = rowsOf(yearBefore, 1002);

const areaOf = (
  academicYearOf: AcademicYear,
  phase: AbsencePhase,
  absencePercent: number,
): CampaignGateInput['areas'][number] => ({
  academicYear: academicYearOf,
  level: 'national',
  phase,
  absencePercent,
});

/** The nation moved by nothing worth a word; every rate is published to more than one decimal. */
export const areas: CampaignGateInput['areas'] = [
  areaOf(lastYear, 'primary', 5.53),
  areaOf(yearBefore, 'primary', 5.51),
  areaOf(lastYear, 'secondary', 8.97),
  areaOf(yearBefore, 'secondary', 8.98),
];

const contexts = (year: AcademicYear): ReadonlyMap<string, SchoolContext> =>
  new Map(invented.map((school) => [school.urn, contextOf(school, year)]));

export const files: CampaignGateInput = {
  targetYear,
  register: invented.map(registered),
  leftOut: 0,
  rows: [...lastRows, ...beforeRows],
  areas,
  context: contexts(lastYear),
  contextBefore: contexts(yearBefore),
  yearToDate: { primary: 5.6, secondary: 8.9 },
};

/** The files with last year's rows changed. */
export const withLastRows = (change: (row: FiledRow, index: number) => FiledRow | undefined): CampaignGateInput => ({
  ...files,
  rows: [...lastRows.flatMap((row, index) => change(row, index) ?? []), ...beforeRows],
});

export const withContext = (
  change: (context: SchoolContext, urn: string, index: number) => SchoolContext,
): CampaignGateInput => ({
  ...files,
  context: new Map([...files.context].map(([urn, context], index) => [urn, change(context, urn, index)])),
});

export const found = (input: CampaignGateInput): readonly CampaignFinding[] => runCampaignGates(input);
export const gatesOf = (input: CampaignGateInput): readonly string[] => [
  ...new Set(found(input).map(({ gate }) => gate)),
];

export const stops = (input: CampaignGateInput): readonly string[] => [
  ...new Set(stoppingFindings(found(input)).map(({ gate }) => gate)),
];

/** What one gate finds, with some of its bounds set to numbers that can be met exactly. */
export const findingsOf = (
  gate: GateName,
  input: CampaignGateInput,
  policy: Partial<CampaignGatePolicy> = {},
): readonly CampaignFinding[] =>
  runCampaignGates(input, { ...defaultCampaignGatePolicy, ...policy }).filter((finding) => finding.gate === gate);

export const finds = (gate: GateName, input: CampaignGateInput, policy: Partial<CampaignGatePolicy> = {}): boolean =>
  findingsOf(gate, input, policy).length > 0;

/** The row of one school with the figures of another. */
export const takesOver = (row: FiledRow, other: FiledRow | undefined): FiledRow => ({
  ...row,
  ...(other && {
    absence: other.absence,
    ...(other.unauthorised && { unauthorised: other.unauthorised }),
    ...(other.persistentAbsence && { persistentAbsence: other.persistentAbsence }),
    ...(other.enrolments !== undefined && { enrolments: other.enrolments }),
    ...(other.possibleSessions !== undefined && { possibleSessions: other.possibleSessions }),
    ...(other.absenceSessions !== undefined && { absenceSessions: other.absenceSessions }),
  }),
});

type Figures = Partial<Omit<FiledRow, 'phase' | 'academicYear'>>;

/** So many primary schools, each with the same figures in its row of last year, and in that of the year before. */
export function alike(count: number, now: Figures, before: Figures = now): CampaignGateInput {
  const rowFor = (year: AcademicYear, figures: Figures, index: number): FiledRow => ({
    academicYear: year,
    urn: invented[index]?.urn ?? '',
    phase: 'primary',
    absence: value(6),
    line: index,
    ...figures,
  });
  const rows = invented
    .slice(0, count)
    .flatMap((_, index) => [rowFor(lastYear, now, index), rowFor(yearBefore, before, index)]);
  return { ...files, rows, areas: [] };
}

/** The input with national rates of primary schools alone. */
export const withNational = (input: CampaignGateInput, now: number, before?: number): CampaignGateInput => ({
  ...input,
  areas: [areaOf(lastYear, 'primary', now), ...(before === undefined ? [] : [areaOf(yearBefore, 'primary', before)])],
});
