import { ApiProblem } from '../../problems.js';

/** A cursor is the key of the last item shown, made opaque so that nobody builds on it. */
export const cursorOf = (key: string): string => Buffer.from(key, 'utf8').toString('base64url');

/** @throws ApiProblem Malformed when the text is no cursor of ours. */
export function keyOfCursor(cursor: string, pattern: RegExp): string {
  const key = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!pattern.test(key)) {
    throw new ApiProblem('Malformed', 'The cursor is not one that this list gave. Start again without it.', {
      errors: [{ where: 'querystring/cursor', problem: 'Use the nextCursor of the page before.' }],
    });
  }
  return key;
}

/** Cuts the one row that was asked for too many, and points to the last row shown. */
export function pageFrom<Row>(
  rows: readonly Row[],
  limit: number,
  key: (row: Row) => string,
): { readonly rows: readonly Row[]; readonly nextCursor?: string } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return rows.length > limit && last !== undefined ? { rows: shown, nextCursor: cursorOf(key(last)) } : { rows: shown };
}
