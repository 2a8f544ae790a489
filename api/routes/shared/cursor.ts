import { ApiProblem } from '../../problems.js';

/** A cursor is the key of the last item shown, made opaque so that no client depends on its content. */
export const cursorOf = (key: string): string => Buffer.from(key, 'utf8').toString('base64url');

/** @throws ApiProblem Malformed when the text is not one of our cursors. */
export function keyOfCursor(cursor: string, pattern: RegExp): string {
  const key = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!pattern.test(key)) {
    throw new ApiProblem('Malformed', 'The cursor does not belong to this list. Start again without it.', {
      errors: [{ where: 'querystring/cursor', problem: 'Use the nextCursor of the previous page.' }],
    });
  }
  return key;
}

/** Removes the one extra row that was read, and makes the cursor of the last row shown. */
export function pageFrom<Row>(
  rows: readonly Row[],
  limit: number,
  key: (row: Row) => string,
): { readonly rows: readonly Row[]; readonly nextCursor?: string } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return rows.length > limit && last !== undefined ? { rows: shown, nextCursor: cursorOf(key(last)) } : { rows: shown };
}
