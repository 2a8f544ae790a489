import { describe, expect, expectTypeOf, test } from 'vitest';
import { type z } from 'zod';
import { type CampaignDecision } from '../../../domain/campaign/messages.js';
import { campaignProcess } from '../../../domain/campaign/process.js';
import { type HubDecision } from '../../../domain/hubs/decisions/index.js';
import { hubProcess } from '../../../domain/hubs/process.js';
import { type Decision, decisionKinds } from '../../../domain/school-year/decisions/index.js';
import { type SupportDecision } from '../../../domain/support/decisions/index.js';
import { supportProcess } from '../../../domain/support/process.js';
import { commandSchema } from '../../../api/routes/decisions/command-schema.js';
import { campaignBodies, hubBodies, supportBodies } from '../../../api/routes/decisions/other-bodies.js';
import { schoolYearBodies } from '../../../api/routes/decisions/school-year-bodies.js';

/** A type without `readonly`, which schemas do not speak of; optional keys remain distinct from undefined values. */
type Plain<Type> = Type extends readonly (infer Item)[]
  ? Plain<Item>[]
  : Type extends object
    ? { -readonly [Key in keyof Type]: Plain<Type[Key]> }
    : Type;

type Bodies<Any extends { readonly kind: string; readonly body: unknown }> = {
  [Kind in Any['kind']]: Plain<Extract<Any, { readonly kind: Kind }>['body']>;
};
type Outputs<Schemas extends Readonly<Record<string, z.ZodType>>> = {
  [Kind in keyof Schemas]: Plain<z.output<Schemas[Kind]>>;
};

describe('the schema of a decision’s body matches its contract', () => {
  test('for school-years', () => {
    expectTypeOf<Plain<Outputs<typeof schoolYearBodies>>>().toEqualTypeOf<Bodies<Decision>>();
    expect(Object.keys(schoolYearBodies)).toEqual([...decisionKinds]);
  });

  test('for supports', () => {
    expectTypeOf<Plain<Outputs<typeof supportBodies>>>().toEqualTypeOf<Bodies<SupportDecision>>();
    expect(Object.keys(supportBodies)).toEqual([...supportProcess.decisionKinds]);
  });

  test('for hubs', () => {
    expectTypeOf<Plain<Outputs<typeof hubBodies>>>().toEqualTypeOf<Bodies<HubDecision>>();
    expect(Object.keys(hubBodies)).toEqual([...hubProcess.decisionKinds]);
  });

  test('for campaigns', () => {
    expectTypeOf<Plain<Outputs<typeof campaignBodies>>>().toEqualTypeOf<Bodies<CampaignDecision>>();
    expect(Object.keys(campaignBodies)).toEqual([...campaignProcess.decisionKinds]);
  });
});

describe('a command', () => {
  const schema = commandSchema(schoolYearBodies.overrideTarget);
  const whole = { commandId: 'c-1', expectedVersion: 3, body: { floorAttendancePercent: 94.2, reason: 'because' } };

  test('with all its parts is accepted as it is', () => {
    expect(schema.parse(whole)).toEqual(whole);
  });

  test.each([
    ['an unknown field', { ...whole, actor: { id: 'x', role: 'analyst' } }],
    ['an unknown field in its body', { ...whole, body: { ...whole.body, force: true } }],
    ['no version', { commandId: 'c-1', body: whole.body }],
    ['a version that is not a count', { ...whole, expectedVersion: 1.5 }],
    ['no id', { ...whole, commandId: '' }],
    ['an id with a line break', { ...whole, commandId: 'c\n1' }],
    ['a figure sent as text', { ...whole, body: { ...whole.body, floorAttendancePercent: '94.2' } }],
    ['a figure that is not a number', { ...whole, body: { ...whole.body, floorAttendancePercent: Number.NaN } }],
    ['an optional field that is null', { ...whole, body: { ...whole.body, evidence: null } }],
    ['a reason as long as a book', { ...whole, body: { ...whole.body, reason: 'x'.repeat(4_001) } }],
  ])('with %s is refused', (_what, command) => {
    expect(schema.safeParse(command).success).toBe(false);
  });

  test('about a shock accepts real dates only', () => {
    const body = { shockKind: 'severe-weather', from: '2025-02-29', to: '2025-03-01', evidence: 'e' };
    expect(schoolYearBodies.pauseForShock.safeParse(body).success).toBe(false);
    expect(schoolYearBodies.pauseForShock.safeParse({ ...body, from: '2025-02-28' }).success).toBe(true);
  });
});
