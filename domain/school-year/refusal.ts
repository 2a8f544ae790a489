import { refuse } from '../process/checks.js';
import { type Refusal } from '../process/command.js';
import { refusalBy } from '../process/refusal.js';
import { type Occasion } from './change.js';
import { type Decision } from './decisions/index.js';
import { decisionTable } from './decisions/table.js';
import { type SchoolYearState } from './state.js';

/** Why this decision cannot be taken now, or nothing. Synchronous and pure: it runs inside an update validator and in previews. */
export const refusal = (occasion: Occasion, state: SchoolYearState, decision: Decision): Refusal | undefined =>
  refusalBy(
    {
      subject: 'school-year',
      decisions: decisionTable,
      placeOf: ({ regionCode, urn }) => ({ regionCode, urn }),
      stageOf: ({ stage }) => stage,
      stageWords: { 'with-school': 'with the school', quarantined: 'held for a person to look at' },
      heldBy: ({ suspension }) => suspension && suspended,
    },
    occasion,
    state,
    decision,
  );

const suspended = refuse(
  'Suspended',
  'This school-year is suspended while we look into its report. You can decide when the suspension ends.',
);
