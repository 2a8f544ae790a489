import { type ReportFacts } from '../../domain/report/facts.js';

/** How a narrative was written; kept with its report and shown with it. Holds no figure of the school. */
export interface NarrativeRecord {
  readonly writer: 'template' | 'model';
  readonly model?: string;
  /** SHA-256 of the instructions and the form asked for. */
  readonly promptHash?: string;
  /** SHA-256 of what the model was given, the model and the prompt. */
  readonly factsHash?: string;
  readonly isFromCache?: boolean;
  readonly requests?: number;
  readonly promptTokens?: number;
  readonly completionTokens?: number;
  readonly costPounds?: number;
  /** The result of each request, in order. */
  readonly verdicts?: readonly string[];
}

/** Prose for a report, and what wrote it. */
export interface Narrative {
  readonly text: string;
  /** For people: the model's name, or `plain template` with the reason. */
  readonly writtenBy: string;
  readonly record: NarrativeRecord;
}

/** Turns facts into prose. A school never waits for a model: if a writer fails, the plain template is used. */
export interface NarrativeWriter {
  write(facts: ReportFacts): Promise<Narrative>;
}
