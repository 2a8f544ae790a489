import { beforeAll, describe, expect, it } from 'vitest';
import { type CampaignFacts } from '../../../domain/drafting/campaign-facts.js';
import { prepareCampaign } from '../../../domain/drafting/prepare-drafts.js';
import { type PreparedDraft } from '../../../domain/drafting/prepared-draft.js';
import { selectiveAreas2018 } from '../../../domain/similar/selective-areas-2018.js';
import { sharedData, sharedDataIsMissing } from '../../support/shared-data.js';
import { sampleFacts } from './sample.js';

const folder = sharedData();
const newCodes: Readonly<Record<string, readonly [string, string]>> = { '936': ['970', '971'], '886': ['972', '973'] };

/** Kent and Surrey are each divided under two codes that no list holds; nothing but the register knows of it. */
function recoded(facts: CampaignFacts): CampaignFacts {
  return {
    ...facts,
    schools: facts.schools.map((school, index) => {
      const codes = newCodes[school.laCode];
      return codes ? { ...school, laCode: codes[index % 2] ?? '', laName: 'Under a new code' } : school;
    }),
  };
}

describe.skipIf(folder === undefined)(
  `authorities divided in mid-year, on the recent sample${folder === undefined ? ` (${sharedDataIsMissing})` : ''}`,
  () => {
    let before: ReadonlyMap<string, string> = new Map();
    let drafts: readonly PreparedDraft[] = [];

    beforeAll(() => {
      const facts = sampleFacts(folder ?? '');
      before = new Map(facts.schools.map(({ urn, laCode }) => [urn, laCode]));
      ({ drafts } = prepareCampaign(recoded(facts)));
    });

    const formerly = (code: string): readonly PreparedDraft[] => drafts.filter(({ urn }) => before.get(urn) === code);
    const examplesOf = ({ similar }: PreparedDraft): readonly string[] =>
      similar.kind === 'found' ? similar.schools.map(({ urn }) => before.get(urn) ?? '') : [];

    it('never show a school of a highly selective area one of an area without selection', () => {
      const codes = formerly('886').flatMap(examplesOf);
      expect(codes.length).toBeGreaterThan(0);
      expect(codes.filter((code) => (selectiveAreas2018.shares[code] ?? 0) < 0.25)).toEqual([]);
    });

    it('still compare the schools of an area without selection with each other', () => {
      const codes = formerly('936').flatMap(examplesOf);
      expect(codes.length).toBeGreaterThan(0);
      expect(codes.filter((code) => (selectiveAreas2018.shares[code] ?? 0) > 0.01)).toEqual([]);
    });

    it('keep the average of the authority of last year as a level', () => {
      for (const code of ['936', '886']) {
        const withInputs = formerly(code).filter(({ inputs }) => inputs !== undefined);
        expect(withInputs.length).toBeGreaterThan(0);
        expect(withInputs.every(({ inputs }) => inputs?.rungs['local-authority'] !== undefined)).toBe(true);
      }
    });
  },
);
