import { type CampaignGateInput, type FiledRow } from '../../../../../domain/gates/campaign/types.js';
import { type GateName } from '../gate-name.js';
import {
  alike,
  areas,
  beforeRows,
  files,
  lastRows,
  lastYear,
  takesOver,
  value,
  withContext,
  withLastRows,
  withNational,
} from './files.js';

const taking = (from: (index: number) => FiledRow | undefined): CampaignGateInput =>
  withLastRows((row, index) => takesOver(row, from(index)));
const withPersistence = (points: number): CampaignGateInput =>
  alike(
    40,
    { absence: value(6.1), persistentAbsence: value(10 + points) },
    { absence: value(6.1), persistentAbsence: value(10) },
  );
const authorities = Array.from({ length: 100 }, (_, index) => ({
  academicYear: lastYear,
  level: 'local-authority' as const,
  laCode: String(200 + index),
  phase: 'primary' as const,
  absencePercent: 9,
}));
const contexts = [...files.context.values()];

/** One fault for each gate of whole files; the faults may be so great that other gates find them too. */
export const plantedFiles: readonly (readonly [GateName, CampaignGateInput])[] = [
  ['file-repeats-year', taking((index) => beforeRows[index])],
  ['rows-missing', withLastRows((row, index) => (index % 3 === 0 ? undefined : row))],
  ['register-incomplete', { ...files, register: files.register.slice(20) }],
  ['register-incomplete', { ...files, leftOut: 50 }],
  ['phase-counts-changed', withLastRows((row, index) => (index < 20 ? undefined : row))],
  ['figures-rounded', alike(40, { absence: value(6) })],
  ['rates-off-scale', withNational(alike(40, { absence: value(0.06) }), 6)],
  ['national-rate-missing', { ...files, areas: [] }],
  [
    'national-total-disagrees',
    {
      ...alike(40, { possibleSessions: 1000, absenceSessions: 60 }),
      areas: areas.map((area) => ({ ...area, possibleSessions: 40_000, absencePercent: 7 })),
    },
  ],
  ['national-differs-from-authorities', { ...files, areas: [...areas, ...authorities] }],
  ['national-change-disagrees', withNational(alike(40, {}), 9, 6)],
  ['national-rate-repeats', withNational(files, 5.53, 5.53)],
  ['year-to-date-disagrees', { ...files, yearToDate: { primary: 9 } }],
  ['persistence-redefined', withPersistence(20)],
  ['file-out-of-order', taking((index) => lastRows[(index + 20) % 48])],
  ['authority-out-of-order', taking((index) => (index < 12 ? lastRows[(index + 1) % 12] : undefined))],
  ['schools-exchanged', taking((index) => ({ 0: lastRows[7], 7: lastRows[0] })[index])],
  [
    'needs-columns-swapped',
    withContext((context) => ({ ...context, educationHealthCarePlanPercent: 14, specialNeedsSupportPercent: 3 })),
  ],
  ['context-repeats-year', { ...files, contextBefore: files.context }],
  ['context-zeros', withContext((context) => ({ ...context, freeMealsEverSixPercent: 0 }))],
  [
    'context-out-of-order',
    withContext((context, _, index) => (index < 12 ? (contexts[(index + 1) % 12] ?? context) : context)),
  ],
];
