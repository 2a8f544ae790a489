import { afterAll, beforeAll, expect, test } from 'vitest';
import { supportId } from '../../contracts/workflow-ids.js';
import { academicYear } from '../../domain/shared/academic-year.js';
import { keepHistory } from '../support/stored-histories.js';
import { testStack, type TestStack } from '../support/stack.js';
import { offer, offered, seedSchoolsAndHubs, supportIn } from '../support/support-schools.js';
import { monthOf, type TestYear } from '../support/year.js';

let stack: TestStack;

/** One hub of one enhanced place. */
beforeAll(async () => {
  stack = await testStack();
  await seedSchoolsAndHubs(stack, [501, 502], [{ lead: 500, enhancedPlaces: 1 }]);
});
afterAll(() => stack.stop());

const recipientsOf = ({ urn }: TestYear, text: string): Promise<string[]> =>
  stack
    .db('notice')
    .where('workflow_id', 'like', `%/${urn}`)
    .andWhere('about', 'like', `%${text}%`)
    .orderBy('recipient')
    .pluck<string[]>('recipient');

const restate = async (year: TestYear, absencePercent: number, revision: number): Promise<void> => {
  for (const position of [0, 1, 2, 3, 4, 5])
    await year.report(monthOf(year.input.calendar, position, absencePercent, revision + position));
};

test('an offer based on figures that are restated is withdrawn with notices, and its place goes to the next school', async () => {
  const first = await offered(stack, 501);
  expect(await supportIn(stack, first, 'in-progress', 'waiting')).toMatchObject({ stage: 'in-progress' });
  const second = await offered(stack, 502);
  expect(await supportIn(stack, second, 'in-progress', 'waiting')).toMatchObject({ stage: 'waiting' });

  await restate(first, 5, 20);
  expect(await supportIn(stack, first, 'ended')).toMatchObject({ outcome: 'withdrawn' });
  expect(await first.status()).toMatchObject({ status: 'on-track', referralState: 'withdrawn' });
  expect(await recipientsOf(first, 'The offer is withdrawn')).toEqual(['responsible-body', 'rise-advisers', 'school']);
  expect(await recipientsOf(first, 'Its place is available')).toEqual(['hub-managers']);

  expect(await supportIn(stack, second, 'in-progress')).toMatchObject({ hub_id: 'HUB-1' });
  const hub = await stack.db('hub_view').first<{ taken: number }>({ taken: 'enhanced_taken' });
  expect(hub.taken).toBe(1);

  await restate(first, 11, 40);
  expect(await first.status()).toMatchObject({ referralState: 'proposed' });
  await first.decide('adviser', 'confirmReferral', offer);
  expect(await supportIn(stack, first, 'waiting')).toMatchObject({ outcome: null });
  const id = supportId(academicYear('202425'), first.urn);
  const versions = await stack.db('audit_log').where({ workflow_id: id }).orderBy('id').pluck<number[]>('version');
  expect(versions).toEqual(versions.map((_, index) => index + 1));

  for (const year of [first, second]) {
    await year.handle.signal('yearEnded', { kind: 'yearEnded', nationalShiftPoints: 0 });
    await year.handle.result();
  }
  await keepHistory(first.handle, 'reversed');
});
