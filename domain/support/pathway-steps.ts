import { type Pathway } from './pathway.js';
import { type TermNumber } from './support-terms.js';

/**
 * Milestones of all pathways by code name; sources: docs/sources/support-and-hubs.md#milestones,
 * docs/sources/support-and-hubs.md#toolkits.
 */
export const milestones = [
  'toolkit-offered',
  'toolkit-opened',
  'toolkit-adopted',
  'toolkit-reviewed',
  'joined',
  'open-day-attended',
  'cpd-module-complete',
  'network-meeting',
  'partnership-agreed',
  'self-assessment-complete',
  'surveys-complete',
  'joint-diagnostic-day',
  'improvement-plan-agreed',
  'training-delivered',
  'midpoint-review',
  'implementation-review',
  'surveys-repeated',
  'sustainability-plan',
  'closed',
] as const;

export type Milestone = (typeof milestones)[number];

export interface MilestoneStep {
  readonly milestone: Milestone;
  readonly term: TermNumber;
  /** Days of leadership support the step usually takes. */
  readonly days: number;
}

const step = (term: TermNumber, milestone: Milestone, days = 0): MilestoneStep => ({ milestone, term, days });

/** Leadership support of the enhanced pathway, over three terms; source: docs/sources/support-and-hubs.md#pathways. */
export const leadershipDays = 10;

/**
 * The steps of each pathway in their usual order; a milestone may occur more than once. The source gives days per step in the first term,
 * and three days for each of the other two, which are split here. Source: docs/sources/support-and-hubs.md#milestones.
 */
export const pathwaySteps: Readonly<Record<Pathway, readonly MilestoneStep[]>> = {
  toolkit: [
    step(1, 'toolkit-offered'),
    step(1, 'toolkit-opened'),
    step(2, 'toolkit-adopted'),
    step(3, 'toolkit-reviewed'),
  ],
  regional: [
    step(1, 'joined'),
    step(1, 'open-day-attended'),
    step(1, 'cpd-module-complete'),
    step(2, 'open-day-attended'),
    step(2, 'network-meeting'),
    step(3, 'open-day-attended'),
  ],
  enhanced: [
    step(1, 'partnership-agreed', 0.5),
    step(1, 'self-assessment-complete', 1),
    step(1, 'surveys-complete', 0.5),
    step(1, 'joint-diagnostic-day', 1),
    step(1, 'improvement-plan-agreed', 1),
    step(2, 'training-delivered', 2),
    step(2, 'midpoint-review', 1),
    step(3, 'implementation-review', 1),
    step(3, 'surveys-repeated', 0.5),
    step(3, 'sustainability-plan', 1),
    step(3, 'closed', 0.5),
  ],
};
