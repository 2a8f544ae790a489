import { afterAll, beforeAll, expect, test } from 'vitest';
import { plainWriter } from '../../activities/narrative/plain-writer.js';
import { requestPlace } from '../../activities/support/request-place.js';
import { yearTerms } from '../../academic-years/year-terms.js';
import { placeRoundsId } from '../../contracts/workflow-ids.js';
import { academicYear } from '../../domain/shared/academic-year.js';
import { testBuild, testStack, type TestStack } from '../support/stack.js';

const thisYear = academicYear('202425');
let stack: TestStack;

beforeAll(async () => {
  stack = await testStack();
});
afterAll(() => stack.stop());

test('a request for a place after the year’s rounds have ended does not start new rounds', async () => {
  const findPlace = requestPlace({
    db: stack.db,
    client: stack.client,
    buildId: testBuild.buildId,
    narrative: plainWriter,
  });
  const request = {
    academicYear: thisYear,
    calendar: yearTerms('202425', { startsAtMilliseconds: Date.now(), dayMilliseconds: 1_000 }).calendar,
    ground: '2024-12',
  } as const;
  expect(await findPlace(request)).toEqual({ kind: 'in-next-round' });
  const rounds = stack.client.workflow.getHandle(placeRoundsId(thisYear));
  await rounds.signal('yearEnded', { kind: 'yearEnded' });
  await rounds.result();

  expect(await findPlace(request)).toMatchObject({ kind: 'waiting', reasonCode: 'year-over' });
  expect((await rounds.describe()).status.name).toBe('COMPLETED');
});
