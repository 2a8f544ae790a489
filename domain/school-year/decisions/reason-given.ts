import { textMissing } from '../../process/checks.js';
import { type Refusal } from '../../process/command.js';

interface Reasoned {
  readonly body: { readonly reason: string };
}

export const reasonGiven = ({ body }: Reasoned): Refusal | undefined => textMissing(body.reason, 'A reason');
