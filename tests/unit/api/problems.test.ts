import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { refusalCodes } from '../../../domain/process/command.js';
import { describeError } from '../../../api/plugins/errors.js';
import { ApiProblem, problemBody, problemTypes, type ProblemCode } from '../../../api/problems.js';

const codes = Object.keys(problemTypes) as ProblemCode[];

describe('the codes of problems', () => {
  test.each(refusalCodes)('keep the code of a refusal for %s', (code) => {
    expect(problemBody(new ApiProblem(code, 'why'))).toMatchObject({ code, detail: 'why' });
  });

  test('map a stale version to conflict, a missing permission to forbidden, a suspension to locked and any other refusal to unprocessable', () => {
    const statuses = Object.fromEntries(refusalCodes.map((code) => [code, problemTypes[code].status]));
    const { StaleVersion, RecordConflict, NotPermitted, Malformed, Suspended, ...others } = statuses;
    expect([StaleVersion, RecordConflict, NotPermitted, Malformed, Suspended]).toEqual([409, 409, 403, 400, 423]);
    expect(new Set(Object.values(others))).toEqual(new Set([422]));
  });

  test.each(codes)('list %s in the table of docs/api.md with its status', (code) => {
    const table = readFileSync('docs/api.md', 'utf8');
    expect(table).toContain(`| \`${code}\` | ${problemTypes[code].status} |`);
  });
});

test('a log entry describes an error and its cause without their messages', () => {
  const cause = Object.assign(new Error('Key (floor)=(93.2718) exists'), { code: '23505' });
  const described = JSON.stringify(describeError(new Error('insert 93.2718', { cause })));
  expect(described).not.toContain('93.2718');
  expect(described).toContain('23505');
  expect(described).toContain('problems.test');
});
