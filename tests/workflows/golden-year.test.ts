import proto from '@temporalio/proto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { goldenYear } from '../../evidence/bench/golden-year-count.js';
import { prepareSchool } from '../../evidence/stack/prepared-school.js';
import { keepHistory } from '../support/stored-histories.js';
import { testStack, type TestStack } from '../support/stack.js';
import { monthOf, someUrn, TestYear } from '../support/year.js';

const { EventType } = proto.temporal.api.enums.v1;

let stack: TestStack;
beforeAll(async () => {
  stack = await testStack();
});
afterAll(() => stack.stop());

test('a golden year takes as many events as were counted by hand', async () => {
  const school = someUrn(1);
  await prepareSchool(stack.db, school);
  const year = await TestYear.start(stack.client, school);
  await year.until('in-review');
  for (const [who, kind] of [
    ['analyst', 'approveTarget'],
    ['school', 'agreeTarget'],
  ] as const) {
    await year.settled();
    await year.decide(who, kind);
  }
  for (const position of year.input.calendar.months.keys()) {
    await year.report(monthOf(year.input.calendar, position, 5.2));
    await year.settled();
  }
  await year.handle.signal('yearEnded', { kind: 'yearEnded', nationalShiftPoints: 0 });
  expect(await year.handle.result()).toMatchObject({ stage: 'closed', outcome: 'exceeded' });

  const { events } = await year.handle.fetchHistory();
  const types = (events ?? []).map(({ eventType }) =>
    String(EventType[eventType ?? 0])
      .replace('EVENT_TYPE_', '')
      .toLowerCase(),
  );
  expect(types.length, types.join(', ')).toBe(goldenYear.events);
  await keepHistory(year.handle, 'golden-year');
});
