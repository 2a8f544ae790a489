import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ReportFacts } from '../../domain/report/facts.js';
import { prepareSchool } from '../../evidence/stack/prepared-school.js';
import { testStack, type TestStack } from '../support/stack.js';
import { keepHistory } from '../support/stored-histories.js';
import { monthOf, someUrn, TestYear } from '../support/year.js';

let stack: TestStack;
beforeAll(async () => {
  stack = await testStack();
});
afterAll(() => stack.stop());

async function inReview(number: number): Promise<TestYear> {
  await prepareSchool(stack.db, someUrn(number));
  const year = await TestYear.start(stack.client, someUrn(number));
  await year.until('in-review');
  return year;
}

describe('a school-year decision sent as an update', () => {
  test('is refused with the reason and leaves no event in the history', async () => {
    const year = await inReview(101);
    const before = (await year.handle.fetchHistory()).events?.length;
    expect(await year.refusalOf('school', 'approveTarget')).toBe('NotPermitted');
    expect(await year.refusalOf('analyst', 'upholdChallenge', { correctedValue: 5, reason: 'x' })).toBe('WrongStage');
    expect(await year.refusalOf('analyst', 'overrideTarget', { floorAttendancePercent: 95, reason: ' ' })).toBe(
      'ReasonMissing',
    );
    expect((await year.handle.fetchHistory()).events?.length).toBe(before);
  });

  test('changes the year once when the same command is sent twice', async () => {
    const year = await inReview(102);
    const command = { commandId: randomUUID(), actor: { id: 'analyst-1', role: 'analyst' }, body: {} };
    const first = await year.handle.executeUpdate('approveTarget', { args: [command], updateId: command.commandId });
    const second = await year.handle.executeUpdate('approveTarget', { args: [command], updateId: randomUUID() });
    expect(second).toEqual(first);
    expect((await year.log()).filter(({ cause }) => cause.kind === 'approveTarget')).toHaveLength(1);
  });

  test('to override a target by a large amount waits for a second person, who is not the first', async () => {
    const year = await inReview(103);
    await year.decide('analyst', 'overrideTarget', {
      floorAttendancePercent: 90,
      reason: 'Half of the pupils are new.',
    });
    expect((await year.status()).stage).toBe('in-review');
    expect(await year.refusalOf('analyst', 'confirmOverride')).toBe('NotPermitted');
    await year.decide('senior', 'confirmOverride');
    expect(await year.status()).toMatchObject({
      stage: 'with-school',
      floorAttendancePercent: 90,
      floorSetBy: 'override',
    });
  });

  test('to agree a floor puts it in the report that is delivered and issued, next to the drafted one', async () => {
    const year = await inReview(118);
    await year.decide('analyst', 'approveTarget');
    await year.decide('school', 'proposeHigherTarget', { floorAttendancePercent: 96 });
    expect(await year.status()).toMatchObject({ stage: 'monitoring', reportVersion: 2 });
    const live = await stack.db('live_report').where({ urn: year.urn }).first<{ report_version: number }>();
    expect(live.report_version).toBe(2);
    const reports = await stack
      .db('report')
      .where({ urn: year.urn })
      .orderBy('report_version')
      .select<{ facts: ReportFacts; narrative: string }[]>('facts', 'narrative');
    const [drafted, agreed] = reports;
    expect(agreed?.facts).toMatchObject({
      agreed: { floorAttendancePercent: 96, setBy: 'school' },
      expectation: drafted?.facts.expectation,
    });
    expect(agreed?.narrative).toContain('96.0%');
    await keepHistory(year.handle, 'agreed-floor');
  });

  test('to uphold a challenge makes a new draft from the corrected figure, and the report keeps both values', async () => {
    const year = await inReview(104);
    await year.decide('analyst', 'approveTarget');
    await year.decide('school', 'challengeFigure', {
      figure: 'last-year-absence',
      shouldBe: 5,
      evidence: 'Register extract.',
    });
    await year.decide('analyst', 'upholdChallenge', { correctedValue: 5, reason: 'The extract is right.' });
    await year.until('in-review');
    expect(await year.status()).toMatchObject({ reportVersion: 2 });
    const report = await stack
      .db('report')
      .where({ urn: year.urn, report_version: 2 })
      .first<{ facts: { years: readonly unknown[] } }>('facts');
    expect(report.facts.years[0]).toMatchObject({ attendancePercent: { value: 94 }, correctedAttendancePercent: 95 });
  });
});

describe('a school-year decision sent as a signal', () => {
  test('is taken when accepted, and recorded with its reason when refused', async () => {
    const year = await inReview(105);
    const actor = { id: 'analyst-1', role: 'analyst' };
    await year.handle.signal('agreeTarget', {
      commandId: randomUUID(),
      actor: { id: 'head', role: 'school', urn: year.urn },
      body: {},
    });
    await year.handle.signal('approveTarget', { commandId: randomUUID(), actor, body: {} });
    await year.until('with-school');
    const log = await year.log();
    expect(log.find(({ cause }) => cause.kind === 'agreeTarget')).toMatchObject({
      isAccepted: false,
      note: expect.stringContaining('Not applied, because:') as string,
    });
    const audited = await stack
      .db('audit_log')
      .where({ workflow_id: year.handle.workflowId })
      .orderBy('version')
      .select('kind', 'is_accepted');
    expect(audited).toEqual([
      { kind: 'drafted', is_accepted: true },
      { kind: 'agreeTarget', is_accepted: false },
      { kind: 'approveTarget', is_accepted: true },
    ]);
  });
});

describe('a draft on hold', () => {
  test('because of a blocking finding waits until a person releases it', async () => {
    const finding = {
      gate: 'implausible-jump',
      severity: 'blocks',
      owner: 'analyst',
      reason: 'A jump.',
      remedy: 'Look.',
    } as const;
    await prepareSchool(stack.db, someUrn(106), { findings: [finding] });
    const year = await TestYear.start(stack.client, someUrn(106));
    await year.until('quarantined');
    expect(await year.refusalOf('analyst', 'approveTarget')).toBe('WrongStage');
    await year.decide('analyst', 'releaseFromQuarantine', { reason: 'Checked with the school.' });
    expect((await year.status()).stage).toBe('in-review');
  });

  test('is not made for a school without an expectation, which is withheld with its reason and closes with the year', async () => {
    await prepareSchool(stack.db, someUrn(107), {
      scope: { kind: 'withheld', reason: { code: 'too-small', sentence: 'Too small.' } },
    });
    const year = await TestYear.start(stack.client, someUrn(107));
    await year.until('withheld');
    await year.handle.signal('yearEnded', { kind: 'yearEnded', nationalShiftPoints: 0 });
    expect(await year.handle.result()).toMatchObject({
      stage: 'closed',
      reasons: [{ gate: 'too-small', reason: 'Too small.' }],
    });
    await keepHistory(year.handle, 'withheld');
  });
});

describe('a month reported to a school-year', () => {
  test('is recorded when a restatement changes the judgement, and a duplicate changes nothing', async () => {
    const year = await inReview(108);
    await year.decide('analyst', 'approveTarget');
    await year.decide('school', 'agreeTarget');
    for (const position of [0, 1, 3, 2]) await year.report(monthOf(year.input.calendar, position, 8.5));
    await year.report(monthOf(year.input.calendar, 3, 8.5));
    expect(await year.status()).toMatchObject({ status: 'below' });
    for (const position of [0, 1, 2, 3]) await year.report(monthOf(year.input.calendar, position, 5, 20 + position));
    expect(await year.status()).toMatchObject({ status: 'on-track' });
    const notes = (await year.log()).map(({ note }) => note);
    expect(notes.some((note) => note.startsWith('The restated figures for'))).toBe(true);
    await year.handle.signal('yearEnded', { kind: 'yearEnded', nationalShiftPoints: 0 });
    expect(await year.handle.result()).toMatchObject({ outcome: 'inconclusive' });
    await keepHistory(year.handle, 'restated');
  });
});
