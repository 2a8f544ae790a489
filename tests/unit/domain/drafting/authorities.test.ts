import { describe, expect, it } from 'vitest';
import { type CampaignFacts, type RegisteredSchool } from '../../../../domain/drafting/campaign-facts.js';
import { formerCodes } from '../../../../domain/drafting/authority-moves.js';
import { makeDraft } from '../../../../domain/drafting/draft.js';
import { prepareCampaign } from '../../../../domain/drafting/prepare-drafts.js';
import { country, lastYear, termsWith } from './country.js';

/** The invented country with its schools under new codes, as a county that was divided. */
function recoded(codeOf: (school: RegisteredSchool, index: number) => string): CampaignFacts {
  const facts = country();
  return {
    ...facts,
    schools: facts.schools.map((school, index) => ({
      ...school,
      laCode: codeOf(school, index),
      laName: `New Authority ${codeOf(school, index)}`,
    })),
    areas: [
      ...facts.areas.filter(({ level }) => level === 'national'),
      {
        academicYear: lastYear,
        level: 'local-authority',
        laCode: '901',
        laName: 'Invented Authority',
        phase: 'primary',
        absencePercent: 1.5,
        source: { batchId: 3, line: 7, asOf: lastYear },
      },
    ],
  };
}

const localLevel = (facts: CampaignFacts): object | undefined => {
  const { model, drafts } = prepareCampaign(facts);
  const [draft] = drafts;
  if (!draft) throw new Error('There is no draft.');
  return makeDraft(draft, termsWith(model)).facts.levels.find(({ name }) => name === 'local-authority');
};

describe('the average of an authority that has been divided', () => {
  it.each([
    ['into two', (_: RegisteredSchool, index: number): string => (index % 2 === 0 ? '970' : '971')],
    ['into one under a new code', (): string => '970'],
    ['not at all', (): string => '901'],
  ])('%s stays a level and names the authority that it is of', (title, codeOf) => {
    expect(localLevel(recoded(codeOf))).toMatchObject({
      attendancePercent: 98.5,
      authority: title === 'not at all' ? 'New Authority 901' : 'Invented Authority',
      source: { batchId: 3, line: 7 },
    });
  });
});

describe('the codes that an authority had before', () => {
  it('are those of the absence files that many of its schools moved from', () => {
    expect(formerCodes(recoded((_, index) => (index % 2 === 0 ? '970' : '971')))).toEqual(
      new Map([
        ['970', ['901']],
        ['971', ['901']],
      ]),
    );
  });

  it('leave out the move of a single school', () => {
    expect(formerCodes(recoded((_, index) => (index === 0 ? '970' : '901')))).toEqual(new Map());
  });
});
