import { type Actor } from './actor.js';
import { type Refusal, type RefusalCode } from './command.js';
import { isDate } from '../shared/school-calendar.js';

export const refuse = (code: RefusalCode, message: string): Refusal => ({ code, message });

/** Commands may come from the Temporal command line, so a body is validated before use. */
export function textMissing(value: unknown, what: string): Refusal | undefined {
  if (typeof value !== 'string' || value.trim() === '') return refuse('ReasonMissing', `${what} is needed.`);
  return isStorable(value) ? undefined : refuse('Malformed', `${what} holds a character that cannot be stored.`);
}

/** For an optional text: undefined is fine, anything else must be a text that can be stored. */
export const textUnfit = (value: unknown, what: string): Refusal | undefined =>
  value === undefined || (typeof value === 'string' && isStorable(value))
    ? undefined
    : refuse('Malformed', `${what} must be a text that can be stored.`);

/** PostgreSQL refuses a null character and an unpaired surrogate, and a decision must never wait for a row that cannot be written. */
const isStorable = (text: string): boolean => !text.includes('\u0000') && !/\p{Surrogate}/u.test(text);

/** The same for every text in a value of JSON, names of fields too. */
export function isAllStorable(value: unknown): boolean {
  if (typeof value === 'string') return isStorable(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, item]) => isStorable(key) && isAllStorable(item));
}

export function notPercent(value: unknown, what: string): Refusal | undefined {
  const fits = typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= 100;
  return fits ? undefined : refuse('OutOfRange', `${what} must be a number from 0 to 100.`);
}

/** Attendance of a whole school in a year: below half is a slip, such as absence in place of attendance. */
export function notLevel(value: unknown, what: string): Refusal | undefined {
  const fits = typeof value === 'number' && Number.isFinite(value) && value >= leastLevelPercent && value <= 100;
  return fits
    ? undefined
    : refuse('OutOfRange', `${what} must be a level of attendance, from ${leastLevelPercent} to 100 per cent.`);
}

const leastLevelPercent = 50;

export const isDateText = (value: unknown): value is string => typeof value === 'string' && isDate(value);

export const firstOf = (...refusals: readonly (Refusal | undefined)[]): Refusal | undefined =>
  refusals.find((refusal) => refusal !== undefined);

/** What every command needs before its contents can be read. */
export function malformedCommand(command: unknown): Refusal | undefined {
  const { commandId, actor, body } = fieldsOf(command);
  const isWhole = isText(commandId) && actorOf(actor) !== undefined && isObject(body);
  return isWhole ? undefined : refuse('Malformed', 'A command needs commandId, actor {id, role} and body.');
}

/** Who sent a command and under which id, as far as they can be read: a malformed signal is logged too. */
export function senderOf(command: unknown): { readonly actor?: Actor; readonly commandId?: string } {
  const { commandId, actor } = fieldsOf(command);
  const sender = actorOf(actor);
  return { ...(sender && { actor: sender }), ...(isText(commandId) && { commandId }) };
}

const actorOf = (value: unknown): Actor | undefined => {
  const { id, role } = fieldsOf(value);
  return isText(id) && isText(role) ? (value as Actor) : undefined;
};

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '' && isStorable(value);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> => (isObject(value) ? value : {});
