import { plainNarrative } from '../../domain/narrative/template.js';
import { type NarrativeWriter } from './narrative-writer.js';

/** Writes from the template; it is the default where no model is set up. */
export const plainWriter: NarrativeWriter = {
  write: (facts) =>
    Promise.resolve({
      text: plainNarrative(facts),
      writtenBy: 'plain template, because no model is set up',
      record: { writer: 'template' },
    }),
};
