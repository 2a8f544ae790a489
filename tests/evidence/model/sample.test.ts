import { beforeAll, describe, expect, it } from 'vitest';
import { makeDraft, type Draft } from '../../../domain/drafting/draft.js';
import { prepareCampaign, type PreparedCampaign } from '../../../domain/drafting/prepare-drafts.js';
import { type CampaignFacts } from '../../../domain/drafting/campaign-facts.js';
import { isBlocked } from '../../../domain/gates/run-gates.js';
import { sharedData, sharedDataIsMissing } from '../../support/shared-data.js';
import { sampleFacts } from './sample.js';
import { everyoneNamed } from '../../support/named.js';

const folder = sharedData();

describe.skipIf(folder === undefined)(
  `2024/25 drafted for the recent sample${folder === undefined ? ` (${sharedDataIsMissing})` : ''}`,
  () => {
    let facts: CampaignFacts;
    let campaign: PreparedCampaign;
    let drafts: readonly Draft[] = [];

    beforeAll(() => {
      facts = sampleFacts(folder ?? '');
      campaign = prepareCampaign(facts);
      const { targetYear } = facts;
      const terms = {
        academicYear: targetYear,
        reportVersion: 1,
        modelVersion: 'test',
        model: campaign.model,
        corrections: [],
        namingOf: everyoneNamed,
        notices: [],
      };
      drafts = campaign.drafts.map((prepared) => makeDraft(prepared, terms));
    });

    it('gives every school of the register exactly one answer: an expectation or the reason for none', () => {
      expect(drafts).toHaveLength(1924);
      for (const [index, { drafted }] of drafts.entries()) {
        const scope = campaign.drafts[index]?.scope;
        if (scope?.kind !== 'in-scope') expect([drafted.outcome, drafted.reasons.length]).toEqual(['withheld', 1]);
        else if (drafted.outcome === 'drafted') expect(drafted.figures).toBeDefined();
        else expect(drafted.reasons.every(({ reason }) => reason !== '')).toBe(true);
        expect(drafted.outcome === 'drafted' || drafted.reasons.length > 0).toBe(true);
      }
    });

    it('puts closed schools and schools without a phase out of scope, and withholds few others', () => {
      const codes = new Map<string, number>();
      for (const { scope } of campaign.drafts) {
        const code = scope.kind === 'in-scope' ? 'in-scope' : scope.reason.code;
        codes.set(code, (codes.get(code) ?? 0) + 1);
      }
      expect(codes.get('closed')).toBe(36);
      expect(codes.get('no-phase')).toBe(2);
      expect(codes.get('in-scope')).toBeGreaterThan(1860);
    });

    it('holds fewer than two sound schools in a hundred', () => {
      const inScope = campaign.drafts.filter(({ scope }) => scope.kind === 'in-scope');
      const held = inScope.filter(({ findings }) => isBlocked(findings));
      expect(held.length / inScope.length).toBeLessThan(0.02);
    });

    it('fits on the schools of one training year, drawn towards the published coefficients, and says so', () => {
      const { primary, secondary, special } = campaign.model.phases;
      expect([primary.source, secondary.source, special.source]).toEqual([
        'fitted-with-prior',
        'fitted-with-prior',
        'published',
      ]);
      expect([primary.calibration, secondary.calibration]).toEqual(['cross-fit', 'cross-fit']);
      expect(campaign.model.trainingYears).toEqual(['202324']);
      expect(campaign.model.notes.some((note) => note.includes('last resort'))).toBe(false);
    });

    it('sets expectations that ask little and are never below the expected level', () => {
      const figures = drafts.flatMap(({ drafted }) => (drafted.figures ? [drafted.figures] : []));
      expect(figures.length).toBeGreaterThan(1800);
      const mean = figures.reduce((sum, { improvementPoints }) => sum + improvementPoints, 0) / figures.length;
      expect(mean).toBeGreaterThan(0.1);
      expect(mean).toBeLessThan(0.25);
      expect(figures.every((one) => one.floorAttendancePercent >= one.expectedAttendancePercent)).toBe(true);
    });

    it('gives a school of unknown intake or selection no example, with the reason', () => {
      for (const { urn, similar } of campaign.drafts) {
        const isKnown = (facts.context.get(urn)?.deprivationIndex ?? undefined) !== undefined;
        if (!isKnown) expect(similar.kind).toBe('no-fair-example');
        if (similar.kind === 'no-fair-example') expect(similar.reason).not.toBe('');
      }
      const found = campaign.drafts.filter(({ similar }) => similar.kind === 'found');
      expect(found.length).toBeGreaterThan(500);
    });
  },
);
