import { verifyWhole } from '../../domain/narrative/verify.js';
import { type Violation } from '../../domain/narrative/violation.js';
import { type ReportFacts } from '../../domain/report/facts.js';

/** What is found in part of a narrative, which need not say what is asked. */
export const verifyNarrative = (text: string, facts: ReportFacts): readonly Violation[] =>
  verifyWhole(text, facts).filter(({ kind }) => kind !== 'missing');
