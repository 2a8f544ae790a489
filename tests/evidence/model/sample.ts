import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { similarSchoolsContext, type ContextMeasure, type SchoolContext } from '../../../domain/baseline/context.js';
import { type AbsenceRow, type CampaignFacts, type RegisteredSchool } from '../../../domain/drafting/campaign-facts.js';
import {
  type AdmissionsPolicy,
  type EstablishmentStatus,
  type Gender,
  type TrustFlag,
} from '../../../domain/scope/types.js';
import { academicYear } from '../../../domain/shared/academic-year.js';
import { type AbsencePhase, type Phase, type RegionCode } from '../../../domain/shared/phase.js';
import { selectiveAreas2018 } from '../../../domain/similar/selective-areas-2018.js';

type Cells = Readonly<Record<string, string>>;

const read = (folder: string, file: string): Cells[] =>
  parse<Cells>(readFileSync(join(folder, 'sample', file)), { columns: true, bom: true, skip_empty_lines: true });

const statuses: Readonly<Record<string, EstablishmentStatus>> = {
  '1': 'open',
  '2': 'closed',
  '3': 'proposed-to-close',
  '4': 'proposed-to-open',
};
const phases: Readonly<Record<string, Phase>> = {
  '2': 'primary',
  '3': 'middle-deemed-primary',
  '4': 'secondary',
  '5': 'middle-deemed-secondary',
  '7': 'all-through',
};
const genders: Readonly<Record<string, Gender>> = { '1': 'boys', '2': 'girls', '3': 'mixed' };
const admissions: Readonly<Record<string, AdmissionsPolicy>> = {
  '0': 'not-applicable',
  '2': 'selective',
  '4': 'non-selective',
};
const trustFlags: Readonly<Record<string, TrustFlag>> = {
  '0': 'not-applicable',
  '1': 'supported-by-trust',
  '2': 'none',
  '3': 'multi-academy',
  '5': 'single-academy',
};
const absencePhases: Readonly<Record<string, AbsencePhase>> = {
  'State-funded primary': 'primary',
  'State-funded secondary': 'secondary',
  Special: 'special',
};

const numeric = (text: string | undefined): number | undefined =>
  text === undefined || !/^-?\d+(\.\d+)?$/.test(text) ? undefined : Number(text);

const withNumber = <Name extends string>(name: Name, text: string | undefined): Partial<Record<Name, number>> => {
  const value = numeric(text);
  return value === undefined ? {} : ({ [name]: value } as Partial<Record<Name, number>>);
};

const oneOf = <Value>(table: Readonly<Record<string, Value>>, code: string | undefined, otherwise: Value): Value =>
  table[code ?? ''] ?? otherwise;

const text = (cells: Cells, column: string): string => cells[column] ?? '';

function registered(cells: Cells, index: number): RegisteredSchool {
  return {
    urn: text(cells, 'URN'),
    laCode: text(cells, 'LA (code)'),
    laName: text(cells, 'LA (name)'),
    name: text(cells, 'EstablishmentName'),
    typeCode: text(cells, 'TypeOfEstablishment (code)'),
    status: oneOf(statuses, cells['EstablishmentStatus (code)'], 'closed'),
    phase: oneOf(phases, cells['PhaseOfEducation (code)'], 'other'),
    gender: oneOf(genders, cells['Gender (code)'], 'unknown'),
    admissionsPolicy: oneOf(admissions, cells['AdmissionsPolicy (code)'], 'unknown'),
    trustFlag: oneOf(trustFlags, cells['TrustSchoolFlag (code)'], 'not-applicable'),
    regionCode: cells['GOR (code)'] as RegionCode,
    ...(cells['Trusts (code)'] && { trustCode: cells['Trusts (code)'] }),
    ...(cells['UrbanRural (code)'] && { urbanRural: cells['UrbanRural (code)'] }),
    ...withNumber('numberOfPupils', cells['NumberOfPupils']),
    ...withNumber('easting', cells['Easting']),
    ...withNumber('northing', cells['Northing']),
    source: { batchId: 1, line: index + 2, asOf: 'register' },
  };
}

function absenceRow(cells: Cells, index: number): AbsenceRow[] {
  const phase = absencePhases[cells['education_phase'] ?? ''];
  const year = cells['time_period'] ?? '';
  if (phase === undefined) return [];
  return [
    {
      academicYear: academicYear(year),
      urn: cells['school_urn'] ?? '',
      phase,
      laCode: cells['old_la_code'] ?? '',
      marks: {},
      ...withNumber('absencePercent', cells['sess_overall_percent']),
      ...withNumber('authorisedPercent', cells['sess_authorised_percent']),
      ...withNumber('unauthorisedPercent', cells['sess_unauthorised_percent']),
      ...withNumber('persistentAbsencePercent', cells['enrolments_pa_10_exact_percent']),
      source: { batchId: 2, line: index + 2, asOf: year },
    },
  ];
}

const contextColumns: readonly (readonly [ContextMeasure, string])[] = [
  ['freeMealsEverSixPercent', 'PPPerc'],
  ['englishAdditionalLanguagePercent', 'PercentEAL'],
  ['specialNeedsSupportPercent', 'PercentSchSupport'],
  ['educationHealthCarePlanPercent', 'PercentageStatementOrEHP'],
  ['deprivationIndex', 'IdaciPupils'],
  ['polar4Quintile', 'Polar4QuintilePupils'],
  ['stabilityPercent', 'PStability'],
  ['roll', 'NumberOfPupils'],
];

const contextOf = (cells: Cells): SchoolContext =>
  Object.assign({}, ...contextColumns.map(([measure, column]) => withNumber(measure, cells[column]))) as SchoolContext;

/** The recent sample as a campaign for 2024/25 sees it, straight from its files. */
export function sampleFacts(folder: string): CampaignFacts {
  return {
    targetYear: academicYear('202425'),
    schools: read(folder, 'edubasealldata.csv').map(registered),
    links: read(folder, 'links_edubasealldata.csv').map((cells) => ({
      urn: cells['URN'] ?? '',
      linkUrn: cells['LinkURN'] ?? '',
      linkType: cells['LinkType'] ?? '',
    })),
    absence: read(folder, '1a_absence_3term_school.csv').flatMap(absenceRow),
    areas: read(folder, '1_absence_3term_nat_reg_la.csv').flatMap((cells, index) => {
      const phase = absencePhases[cells['education_phase'] ?? ''];
      const absencePercent = numeric(cells['sess_overall_percent']);
      if (phase === undefined || absencePercent === undefined) return [];
      const year = academicYear(cells['time_period'] ?? '');
      const isNational = cells['geographic_level'] === 'National';
      return [
        {
          academicYear: year,
          level: isNational ? ('national' as const) : ('local-authority' as const),
          phase,
          absencePercent,
          source: { batchId: 3, line: index + 2, asOf: year },
          ...(!isNational && { laCode: cells['old_la_code'] ?? '' }),
        },
      ];
    }),
    contextSource: similarSchoolsContext,
    context: new Map(
      read(folder, 'similar_schools_context.csv').map((cells) => [cells['URN'] ?? '', contextOf(cells)]),
    ),
    areaPrior: selectiveAreas2018,
  };
}
