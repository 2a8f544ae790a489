import { type DecisionTable } from '../../process/decision-table.js';
import { type Change } from '../change.js';
import { type SchoolYearInput } from '../messages/input.js';
import { type SchoolYearState } from '../state.js';
import { schoolYearDecisions, type Decision } from './index.js';

/** The decisions as the kit reads them: each kind with a rule of the same shape. */
export const decisionTable: DecisionTable<SchoolYearInput, SchoolYearState, Decision, Change> = schoolYearDecisions;
