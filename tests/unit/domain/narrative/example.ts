import { standingNotes, type ReportFacts } from '../../../../domain/report/facts.js';
import { academicYear } from '../../../../domain/shared/academic-year.js';

const source = (line: number, asOf = '202324'): { batchId: number; line: number; asOf: string } => ({
  batchId: 1,
  line,
  asOf,
});

/** One invented school with everything that a report may hold; what a test needs otherwise it changes. */
export const exampleFacts = (change: Partial<ReportFacts> = {}): ReportFacts => ({
  academicYear: academicYear('202425'),
  urn: '900101',
  name: 'Invented Primary School',
  laName: 'Inventedshire',
  regionName: 'London',
  phase: 'primary',
  modelVersion: 'model-1',
  policyVersion: 'policy-1',
  enrolments: 300,
  enrolmentsSource: source(9),
  years: [
    {
      academicYear: academicYear('202324'),
      attendancePercent: { value: 94.36, source: source(2) },
      persistentAbsencePercent: { value: 13.52, source: source(2) },
      severeAbsencePercent: { value: 1.21, source: source(2) },
    },
    {
      academicYear: academicYear('202223'),
      attendancePercent: { value: 93.92, source: source(3, '202223') },
      persistentAbsencePercent: { value: 15.04, source: source(3, '202223') },
    },
  ],
  expectation: {
    baselineAttendancePercent: 94.1,
    expectedAttendancePercent: 94.1,
    floorAttendancePercent: 94.38,
    improvementPoints: 0.28,
    standardDeviationPoints: 0.5,
    isHold: false,
    shown: { floorAttendancePercent: 94.3, improvementPoints: 0.2, baselineAttendancePercent: 94.1 },
    interval80: { lowPercent: 93.44, highPercent: 94.81 },
    interval95: { lowPercent: 93.1, highPercent: 95.1 },
    reasons: ['The school is expected to lie below similar schools, so a part of the gap to them is asked.'],
  },
  ladder: [
    { name: 'Where the school stands', attendancePercent: 94.36 },
    { name: 'This year’s expectation', attendancePercent: 94.38 },
    { name: 'National average', attendancePercent: 94.52 },
    { name: 'Top quarter of similar schools', attendancePercent: 95.13 },
  ],
  levels: [
    { name: 'similar-median', attendancePercent: 94.36 },
    { name: 'similar-top-quarter', attendancePercent: 95.13 },
    { name: 'local-authority', attendancePercent: 94.17, source: source(5) },
    { name: 'national', attendancePercent: 94.52, source: source(6) },
  ],
  similar: {
    kind: 'found',
    schools: [
      {
        urn: '900102',
        name: 'Hill School',
        attendancePercent: 95.02,
        miles: 2.1,
        alike: ['number of pupils'],
        different: ['town or country'],
        source: source(20),
      },
      {
        urn: '900103',
        name: 'Dale Academy',
        attendancePercent: 94.87,
        miles: 5.34,
        alike: [],
        different: [],
        source: source(21),
      },
      {
        urn: '900104',
        name: 'Ysgol Tŷ Gŵyr',
        attendancePercent: 95.5,
        miles: 8,
        alike: [],
        different: [],
        source: source(22),
      },
    ],
  },
  findings: [],
  notes: standingNotes,
  notComparedOn: [],
  steps: [],
  toolkits: [],
  ...change,
});
