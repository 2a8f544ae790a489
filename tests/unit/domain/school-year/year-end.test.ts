import { describe, expect, it } from 'vitest';
import { nearestDeadline } from '../../../../domain/school-year/deadlines.js';
import { viewOf } from '../../../../domain/school-year/state.js';
import { instantOf } from '../../../../domain/shared/school-calendar.js';
import { at, drafted, year } from './fixture.js';

const yearEnd = instantOf(year.calendar, year.calendar.evaluateOn);

describe('a school-year that nobody closes', () => {
  it.each(['quarantined', 'in-review', 'with-school', 'challenged', 'monitoring'] as const)(
    'ends on its own date while %s',
    (stage) => {
      const schoolYear = at(stage);
      expect(schoolYear.state.deadlines['year-end']).toBe(yearEnd);
      schoolYear.state = { ...schoolYear.state, deadlines: { 'year-end': yearEnd } };
      schoolYear.now = yearEnd;
      schoolYear.send({ kind: 'deadlinePassed', name: 'year-end' });
      expect(viewOf(schoolYear.state)).toMatchObject({ stage: 'closed', outcome: 'inconclusive' });
      expect(nearestDeadline(schoolYear.state)).toBeUndefined();
    },
  );

  it('ends without an outcome where no expectation was set', () => {
    const schoolYear = at('quarantined').decide('withholdReport');
    expect(schoolYear.state.deadlines).toEqual({ 'year-end': yearEnd });
    schoolYear.now = yearEnd;
    schoolYear.send({ kind: 'deadlinePassed', name: 'year-end' });
    expect(schoolYear.state.stage).toBe('closed');
    expect(schoolYear.state).not.toHaveProperty('outcome');
  });

  it('keeps its date through a challenge that is upheld and drafted again', () => {
    const schoolYear = at('challenged').decide('upholdChallenge').send(drafted());
    expect(schoolYear.state.deadlines['year-end']).toBe(yearEnd);
  });

  it('keeps its date through a suspension, and through the draft that a recall made meanwhile', () => {
    const schoolYear = at('in-review').send({ kind: 'suspended', recallId: 'r-1' });
    expect(schoolYear.state.deadlines).toEqual({});
    schoolYear.send({ kind: 'recalled', recallId: 'r-1' }, drafted(), { kind: 'resumed', recallId: 'r-1' });
    expect(schoolYear.state.deadlines['year-end']).toBe(yearEnd);
  });
});
