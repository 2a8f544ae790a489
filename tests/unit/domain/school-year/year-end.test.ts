import { describe, expect, it } from 'vitest';
import { nearestDeadline } from '../../../../domain/school-year/deadlines.js';
import { viewOf } from '../../../../domain/school-year/state.js';
import { instantOf } from '../../../../domain/shared/school-calendar.js';
import { at, drafted, year } from './fixture.js';

const yearEnd = instantOf(year.calendar, year.calendar.evaluateOn);

describe('a year that nobody closes', () => {
  it.each(['quarantined', 'in-review', 'with-school', 'challenged', 'monitoring'] as const)(
    'ends on its own date while %s',
    (stage) => {
      const told = at(stage);
      expect(told.state.deadlines['year-end']).toBe(yearEnd);
      told.state = { ...told.state, deadlines: { 'year-end': yearEnd } };
      told.now = yearEnd;
      told.tell({ kind: 'deadlinePassed', name: 'year-end' });
      expect(viewOf(told.state)).toMatchObject({ stage: 'closed', outcome: 'inconclusive' });
      expect(nearestDeadline(told.state)).toBeUndefined();
    },
  );

  it('ends without an outcome where no expectation was set', () => {
    const told = at('quarantined').decide('withholdReport');
    expect(told.state.deadlines).toEqual({ 'year-end': yearEnd });
    told.now = yearEnd;
    told.tell({ kind: 'deadlinePassed', name: 'year-end' });
    expect(told.state.stage).toBe('closed');
    expect(told.state).not.toHaveProperty('outcome');
  });

  it('keeps its date through a challenge that is upheld and drafted again', () => {
    const told = at('challenged').decide('upholdChallenge').tell(drafted());
    expect(told.state.deadlines['year-end']).toBe(yearEnd);
  });

  it('keeps its date through a suspension, and through the draft that a recall has made meanwhile', () => {
    const told = at('in-review').tell({ kind: 'suspended', recallId: 'r-1' });
    expect(told.state.deadlines).toEqual({});
    told.tell({ kind: 'recalled', recallId: 'r-1' }, drafted(), { kind: 'resumed', recallId: 'r-1' });
    expect(told.state.deadlines['year-end']).toBe(yearEnd);
  });
});
