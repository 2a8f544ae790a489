import { describe, expect, it, test } from 'vitest';
import { type Effect } from '../../../../domain/school-year/effects.js';
import { at, drafted, type Told } from './fixture.js';

const changed = { kind: 'examplesChanged' } as const;
const reissues = ({ effects }: Told): readonly Effect[] => effects.filter((effect) => effect.do === 'reissue');

describe('when who may be named changes', () => {
  it.each(['with-school', 'challenged', 'monitoring'] as const)(
    'a report that is %s is written again; floor, stage and clocks stay',
    (stage) => {
      const told = at(stage);
      const { deadlines, floor, version } = told.state;
      told.tell(changed);
      expect(told.state).toMatchObject({ stage, deadlines, floor, version: version + 1, draft: { reportVersion: 2 } });
      expect(told.state).not.toHaveProperty('areExamplesChanged');
      expect(reissues(told)).toMatchObject([{ request: { reportVersion: 2, isIssued: stage === 'monitoring' } }]);
    },
  );

  it.each(['drafting', 'quarantined', 'in-review', 'withheld'] as const)(
    'a report that is %s is left alone for now',
    (stage) => {
      const told = at(stage);
      const { version } = told.state;
      told.tell(changed);
      expect(told.state).toMatchObject({ version, areExamplesChanged: true });
      expect(reissues(told)).toEqual([]);
    },
  );

  it('a closed year stays as it is', () => {
    const told = at('closed');
    const before = told.state;
    expect(told.tell(changed).state).toBe(before);
  });
});

test('a draft in review is written again once, when its school gets it, however often the answers changed', () => {
  const told = at('in-review').tell(changed, changed).decide('approveTarget');
  expect(reissues(told)).toMatchObject([{ request: { reportVersion: 2, isIssued: false } }]);
  expect(told.state).toMatchObject({ stage: 'with-school', draft: { reportVersion: 2 } });
  told.decide('agreeTarget');
  expect(told.effects.at(-1)).toMatchObject({ do: 'record', record: { publishes: 2 } });
});

test('an agreed floor is carried into the new version, and an override that writes the report anyway is enough', () => {
  const raised = at('with-school').decide('proposeHigherTarget', { floorAttendancePercent: 95 }).tell(changed);
  expect(reissues(raised).at(-1)).toMatchObject({
    request: { reportVersion: 3, agreed: { attendancePercent: 95, setBy: 'school' }, isIssued: true },
  });
  const overridden = at('in-review').tell(changed).decide('overrideTarget');
  expect(reissues(overridden)).toHaveLength(1);
});

test('a new draft after a challenge names the right schools already; a recalled one may be dropped, so the change waits', () => {
  const upheld = at('challenged').decide('dismissChallenge');
  expect(upheld.tell(changed).state).toMatchObject({ draft: { reportVersion: 2 } });
  const held = at('monitoring').tell({ kind: 'suspended', recallId: 'r' }, changed);
  expect(reissues(held)).toEqual([]);
  held.tell({ kind: 'recalled', recallId: 'r' }, { ...drafted(), isUnchanged: true });
  expect(reissues(held)).toEqual([]);
  held.tell({ kind: 'resumed', recallId: 'r' });
  expect(reissues(held)).toMatchObject([{ request: { reportVersion: 2, isIssued: true } }]);
  expect(held.state.stage).toBe('monitoring');
});
