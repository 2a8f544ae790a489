import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type Role } from '../../../../domain/process/actor.js';
import { decisionKinds, type Decision } from '../../../../domain/school-year/decisions/index.js';
import { accessPolicy, isPermitted, type Action } from '../../../../domain/process/access-policy.js';
import { notApplied } from '../../../../domain/school-year/transition.js';
import { type Stage } from '../../../../domain/school-year/state.js';
import { at, bodies, command, month, school } from './fixture.js';

const stages: readonly Stage[] = ['quarantined', 'in-review', 'with-school', 'challenged', 'monitoring'];

/** A signal may bring anything: a throw inside its handler would stop the school-year for good. */
describe('a message to a school-year from a plain command line', () => {
  const anything = fc.anything({ withNullPrototype: true, maxDepth: 2 });

  it('is refused or taken, and never throws, whatever it contains', () => {
    fc.assert(
      fc.property(fc.constantFrom(...stages), fc.constantFrom(...decisionKinds), anything, (stage, kind, junk) => {
        const decision = { ...(junk as object), kind } as Decision;
        const schoolYear = at(stage);
        expect(schoolYear.refusal(decision)).toBe('Malformed');
        const { state } = notApplied(schoolYear.occasion, schoolYear.state, decision, 'It is not a command.');
        expect(state.log.at(-1)).toMatchObject({ isAccepted: false, cause: { kind } });
      }),
      { numRuns: 300 },
    );
  });

  it('has each field of its body checked before it is used, as JSON brings it', () => {
    const fields = fc.constantFrom(...new Set(Object.values(bodies).flatMap((body) => Object.keys(body))), 'note');
    fc.assert(
      fc.property(
        fc.constantFrom(...stages),
        fc.constantFrom(...decisionKinds),
        fields,
        anything,
        (stage, kind, field, junk) => {
          const schoolYear = at(stage);
          const body = JSON.parse(JSON.stringify({ ...bodies[kind], [field]: junk })) as object;
          const decision = command(kind, body);
          if (schoolYear.refusal(decision) !== undefined) return;
          const { state } = schoolYear.send(decision);
          expect(typeof state.log.at(-1)?.note).toBe('string');
          expect(JSON.parse(JSON.stringify(state))).toEqual(state);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it.each([null, undefined, [], 'body', 3])('with the body %j is malformed', (body) => {
    expect(at('in-review').refusal({ ...command('approveTarget'), body } as unknown as Decision)).toBe('Malformed');
  });

  it.each([['analyst'], { toString: 'analyst' }, null, '', 7])(
    'with the role %j is malformed, however familiar it looks',
    (role) => {
      const who = { role: role as unknown as Role };
      expect(at('in-review').refusal(command('approveTarget', {}, who))).toBe('Malformed');
    },
  );

  it('must name the challenged figure, so that a correction always has a place', () => {
    const body = { ...bodies.challengeFigure, figure: 'exclusions' };
    expect(at('with-school').refusal(command('challengeFigure', body))).toBe('OutOfRange');
  });

  it('must state that there is no conflict of interest', () => {
    const referred = at('monitoring').send(...[0, 1, 2, 3, 4].map((position) => month(position, 9.5)));
    const said = (hasNoConflictOfInterest: unknown): Decision =>
      command('confirmReferral', { ...bodies.confirmReferral, hasNoConflictOfInterest });
    expect(referred.refusal(said('false'))).toBe('SecondPersonNeeded');
    expect(referred.refusal(said(true))).toBeUndefined();
  });

  it.each(['A \u0000 null', 'Half a pair \ud800'])('must hold no text that the database cannot store: %j', (text) => {
    expect(at('in-review').refusal(command('approveTarget', { note: text }))).toBe('Malformed');
    expect(at('in-review').refusal(command('withholdReport', { reason: text }))).toBe('Malformed');
    expect(at('in-review').refusal(command('approveTarget', {}, { id: text }))).toBe('Malformed');
    expect(at('in-review').refusal(command('withholdReport', { reason: 'A whole pair: \u{1f600}' }))).toBeUndefined();
    const schoolYear = at('in-review');
    const { state } = notApplied(
      schoolYear.occasion,
      schoolYear.state,
      command('approveTarget', {}, { id: text }),
      'Malformed.',
    );
    expect(state.log.at(-1)?.cause).not.toHaveProperty('actor');
  });

  it('must have a text as its note, because the audit log hashes it', () => {
    expect(at('in-review').refusal(command('approveTarget', { note: { text: 'Approved.' } }))).toBe('Malformed');
  });
});

test('a refused command is checked again when it is sent again, and not treated as done', () => {
  const schoolYear = at('drafting');
  const approve = command('approveTarget');
  expect(schoolYear.refusal(approve)).toBe('WrongStage');
  schoolYear.state = notApplied(schoolYear.occasion, schoolYear.state, approve, 'It is drafting.').state;
  expect(schoolYear.refusal(approve)).toBe('WrongStage');
  const inReview = at('in-review');
  inReview.state = notApplied(inReview.occasion, inReview.state, approve, 'It was drafting.').state;
  expect(inReview.refusal(approve)).toBeUndefined();
  expect(inReview.send(approve).state.stage).toBe('with-school');
});

test('no role gets a permission named like a property that every object has', () => {
  for (const role of [
    'constructor',
    'toString',
    'hasOwnProperty',
    '__proto__',
    'Ofsted',
    'OFSTED',
    'ofsted',
    '',
  ] as unknown as readonly Role[]) {
    for (const action of Object.keys(accessPolicy) as Action[]) {
      expect(
        isPermitted({ id: 'x', role, urn: school, regionCode: 'H' }, action, { urn: school, regionCode: 'H' }),
      ).toBe(false);
    }
  }
  expect(isPermitted({ id: 'x', role: 'analyst' }, 'constructor' as Action)).toBe(false);
});

test('a limited reach matches no unknown place', () => {
  expect(isPermitted({ id: 'x', role: 'school' }, 'agreeTarget', {})).toBe(false);
  expect(isPermitted({ id: 'x', role: 'hub-manager' }, 'pauseForShock', {})).toBe(false);
});
