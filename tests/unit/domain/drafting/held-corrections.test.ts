import { describe, expect, it } from 'vitest';
import { type CampaignFacts } from '../../../../domain/drafting/campaign-facts.js';
import { makeDraft, type Draft } from '../../../../domain/drafting/draft.js';
import { prepareCampaign } from '../../../../domain/drafting/prepare-drafts.js';
import { absence, country, lastYear, ordinaryRows, register, termsWith, yearBefore } from './country.js';

const urn = '900001';

/** The country with one school whose last year is published at 6%, and what an earlier challenge found. */
function facts(corrections: CampaignFacts['heldCorrections'], published = 6): CampaignFacts {
  const rows = ordinaryRows(urn).map((row) =>
    row.academicYear === lastYear ? absence(urn, lastYear, published) : row,
  );
  return {
    ...country({ schools: [register(urn)], absence: rows }),
    ...(corrections && { heldCorrections: corrections }),
  };
}

function draftOf(given: CampaignFacts): Draft {
  const { model, drafts } = prepareCampaign(given);
  const prepared = drafts.find((draft) => draft.urn === urn);
  if (!prepared) throw new Error('There is no draft of the school.');
  return makeDraft(prepared, termsWith(model));
}

const correction = (absencePercent: number, year = lastYear): CampaignFacts['heldCorrections'] => [
  { urn, academicYear: year, absencePercent },
];
const yearOf = ({ facts: { years } }: Draft, year = lastYear): object | undefined =>
  years.find(({ academicYear }) => academicYear === year);
const findingsOf = ({ facts: { findings } }: Draft): readonly string[] => findings.map(({ gate }) => gate);
const floorOf = ({ facts: { expectation } }: Draft): number => expectation?.floorAttendancePercent ?? NaN;

describe('a correction upheld in an earlier campaign', () => {
  it.each([
    ['last year', lastYear],
    ['the year before', yearBefore],
  ])('holds for %s next to the published value, and a gate shows the disagreement', (_, year) => {
    const draft = draftOf(facts(correction(4.5, year)));
    expect(yearOf(draft, year)).toMatchObject({ correctedAttendancePercent: 95.5 });
    expect(findingsOf(draft)).toContain('correction-held');
    expect(floorOf(draft)).toBeGreaterThan(floorOf(draftOf(facts(undefined))));
  });

  it('ends when a restated publication agrees with it', () => {
    const draft = draftOf(facts(correction(4.53), 4.5));
    expect(yearOf(draft)).not.toHaveProperty('correctedAttendancePercent');
    expect(findingsOf(draft)).not.toContain('correction-held');
    expect(floorOf(draft)).toBe(floorOf(draftOf(facts(undefined, 4.5))));
  });

  it('holds against a restated publication that gives a third value', () => {
    const draft = draftOf(facts(correction(4.5), 5.2));
    expect(yearOf(draft)).toMatchObject({ correctedAttendancePercent: 95.5 });
    expect(findingsOf(draft)).toContain('correction-held');
  });

  it.each([
    ['another school', [{ urn: '900101', academicYear: lastYear, absencePercent: 4.5 }]],
    ['another year of data', [{ urn, academicYear: '201718' as typeof lastYear, absencePercent: 4.5 }]],
  ])('changes nothing for %s', (_, held) => {
    const draft = draftOf(facts(held));
    expect(yearOf(draft)).not.toHaveProperty('correctedAttendancePercent');
    expect(findingsOf(draft)).not.toContain('correction-held');
  });
});
