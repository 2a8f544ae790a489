import { type ReportFacts } from '../../domain/report/facts.js';

/** Prose for a report, and what wrote it. */
export interface Narrative {
  readonly text: string;
  /** `plain template`, or the model's name. */
  readonly writtenBy: string;
}

/** Turns facts into prose. A school never waits for a model: a writer that fails hands over to the plain template. */
export interface NarrativeWriter {
  write(facts: ReportFacts): Promise<Narrative>;
}
