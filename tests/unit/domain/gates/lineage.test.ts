import { describe, expect, it } from 'vitest';
import { type AbsenceFact, type GateInput } from '../../../../domain/gates/types.js';
import { before, fact, fires, named, reasonOf, withSchool, without } from './sound-draft.js';

const ofOther = fact({ urn: '900009' });
const carries: GateInput['lineage'] = { kind: 'carries', predecessors: ['900009'] };

describe('figures of another URN', () => {
  it('are accepted by a one-to-one conversion from each school that it names, and from no other', () => {
    const absence = [ofOther, before({ urn: '900008' })];
    expect(named({ absence, lineage: { kind: 'carries', predecessors: ['900009', '900008'] } })).toEqual([
      'history-carried',
    ]);
    expect(named({ absence, lineage: carries })).toEqual(['predecessors-figures', 'history-carried']);
  });

  it('are absent where a conversion has only rows of its own', () => {
    expect(named({ lineage: carries })).toEqual([]);
  });
});

describe('a school that opened', () => {
  it.each([
    ['2022-09-10', false],
    ['2022-09-11', true],
    ['2023-09-10', true],
    ['2023-09-11', false],
  ])('on %s: opening during last year means from 11 September to 10 September', (openedOn, isFound) => {
    expect(fires('opened-during-year', withSchool({ openedOn }))).toBe(isFound);
  });

  it('during last year is checked only for a row of its own', () => {
    const opened = withSchool({ openedOn: '2023-01-01' });
    expect(fires('opened-during-year', { ...opened, absence: [ofOther, before()], lineage: carries })).toBe(false);
    expect(fires('opened-during-year', { ...opened, absence: [before()] })).toBe(false);
  });

  it('as a sponsor-led academy may have its predecessor’s absence, and any other a part of the year', () => {
    const opened = (typeCode: string): string | undefined =>
      reasonOf('opened-during-year', withSchool({ openedOn: '2023-01-01', typeCode }));
    expect(opened('28')).toContain('as a sponsor-led academy, so the row may hold its predecessor’s absence.');
    expect(opened('34')).toContain('so the row may hold a part of the year only.');
  });

  it('by a conversion passes when its row has a full year’s sessions, at least 280 per pupil', () => {
    const converted = (row: AbsenceFact, lineage: GateInput['lineage'] = carries): boolean =>
      fires('opened-during-year', { ...withSchool({ openedOn: '2023-01-01' }), absence: [row, before()], lineage });
    expect(converted(fact({ possibleSessions: 56_000 }))).toBe(false);
    expect(converted(fact({ possibleSessions: 55_999 }))).toBe(true);
    expect(converted(without(fact(), 'possibleSessions'))).toBe(true);
    expect(converted(without(fact(), 'enrolments'))).toBe(true);
    expect(converted(fact(), { kind: 'no-predecessor' })).toBe(true);
  });
});
