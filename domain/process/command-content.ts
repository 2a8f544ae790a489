import { canonical } from '../shared/canonical.js';
import { type Actor } from './actor.js';
import { refuse } from './checks.js';

/** What a command says, without its id and the version it was taken on. */
export interface CommandContent {
  readonly kind: string;
  readonly actor?: Pick<Actor, 'id' | 'role'>;
  readonly body: unknown;
}

/** One text for each content; the order of a body's fields does not matter. */
export const contentText = ({ kind, actor, body }: CommandContent): string =>
  JSON.stringify([kind, actor?.id ?? null, actor?.role ?? null, canonical(body)]);

export const isSameContent = (one: CommandContent, other: CommandContent): boolean =>
  contentText(one) === contentText(other);

export const idReused = refuse(
  'CommandIdReused',
  'This command id was used for another decision, so nothing was done. Give this decision an id of its own and send it again.',
);
