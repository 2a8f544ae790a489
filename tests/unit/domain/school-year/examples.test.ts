import { describe, expect, it, test } from 'vitest';
import { type Effect } from '../../../../domain/school-year/effects.js';
import { at, drafted, type TestSchoolYear } from './fixture.js';

const changed = { kind: 'examplesChanged' } as const;
const reissues = ({ effects }: TestSchoolYear): readonly Effect[] =>
  effects.filter((effect) => effect.do === 'reissue');

describe('a change in the schools that may be named', () => {
  it.each(['with-school', 'challenged', 'monitoring'] as const)(
    'rewrites a report that is %s, and keeps floor, stage and clocks',
    (stage) => {
      const schoolYear = at(stage);
      const { deadlines, floor, version } = schoolYear.state;
      schoolYear.send(changed);
      expect(schoolYear.state).toMatchObject({
        stage,
        deadlines,
        floor,
        version: version + 1,
        draft: { reportVersion: 2 },
      });
      expect(schoolYear.state).not.toHaveProperty('areExamplesChanged');
      expect(reissues(schoolYear)).toMatchObject([{ request: { reportVersion: 2, isIssued: stage === 'monitoring' } }]);
    },
  );

  it.each(['drafting', 'quarantined', 'in-review', 'withheld'] as const)(
    'leaves a report that is %s unchanged for now',
    (stage) => {
      const schoolYear = at(stage);
      const { version } = schoolYear.state;
      schoolYear.send(changed);
      expect(schoolYear.state).toMatchObject({ version, areExamplesChanged: true });
      expect(reissues(schoolYear)).toEqual([]);
    },
  );

  it('leaves a closed year unchanged', () => {
    const schoolYear = at('closed');
    const before = schoolYear.state;
    expect(schoolYear.send(changed).state).toBe(before);
  });
});

test('a draft in review is rewritten once when its school receives it, however often the answers changed', () => {
  const schoolYear = at('in-review').send(changed, changed).decide('approveTarget');
  expect(reissues(schoolYear)).toMatchObject([{ request: { reportVersion: 2, isIssued: false } }]);
  expect(schoolYear.state).toMatchObject({ stage: 'with-school', draft: { reportVersion: 2 } });
  schoolYear.decide('agreeTarget');
  expect(schoolYear.effects.at(-1)).toMatchObject({ do: 'record', record: { publishes: 2 } });
});

test('an agreed floor is carried into the rewritten version, and an override that writes the report serves for both', () => {
  const raised = at('with-school').decide('proposeHigherTarget', { floorAttendancePercent: 95 }).send(changed);
  expect(reissues(raised).at(-1)).toMatchObject({
    request: { reportVersion: 3, agreed: { attendancePercent: 95, setBy: 'school' }, isIssued: true },
  });
  const overridden = at('in-review').send(changed).decide('overrideTarget');
  expect(reissues(overridden)).toHaveLength(1);
});

test('a new draft after a challenge already names the right schools, while a recalled one may be dropped, so the change waits', () => {
  const upheld = at('challenged').decide('dismissChallenge');
  expect(upheld.send(changed).state).toMatchObject({ draft: { reportVersion: 2 } });
  const held = at('monitoring').send({ kind: 'suspended', recallId: 'r' }, changed);
  expect(reissues(held)).toEqual([]);
  held.send({ kind: 'recalled', recallId: 'r' }, { ...drafted(), isUnchanged: true });
  expect(reissues(held)).toEqual([]);
  held.send({ kind: 'resumed', recallId: 'r' });
  expect(reissues(held)).toMatchObject([{ request: { reportVersion: 2, isIssued: true } }]);
  expect(held.state.stage).toBe('monitoring');
});
