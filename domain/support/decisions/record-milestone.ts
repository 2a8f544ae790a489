import { isDateText, refuse } from '../../process/checks.js';
import { type Actor } from '../../process/actor.js';
import { type Refusal } from '../../process/command.js';
import { dateAt } from '../../shared/school-calendar.js';
import { ending } from '../ending.js';
import { isComplete, milestoneRefusal, withEntry, type MilestoneEntry } from '../milestones.js';
import { type SupportRule } from '../support-state.js';

type Body = Omit<MilestoneEntry, 'recordedBy'>;

/** A hub manager records that a milestone is reached, with the date, the evidence and the days of leadership support used. */
export const recordMilestone: SupportRule<'recordMilestone', Body> = {
  kind: 'recordMilestone',
  permitted: { 'hub-manager': 'own-region' },
  openIn: ['in-progress'],
  unfit: (_occasion, { milestones }, decision) => {
    const unreadable = bodyUnreadable(decision.body);
    if (unreadable) return unreadable;
    const unfit = milestoneRefusal(milestones, entryOf(decision.actor, decision.body));
    return unfit === undefined ? undefined : refuse('MilestoneUnfit', unfit);
  },
  change: ({ input, now }, state, decision) => {
    const { milestone, isRepeat } = decision.body;
    const milestones = withEntry(state.milestones, entryOf(decision.actor, decision.body), dateAt(input.calendar, now));
    const note = isRepeat ? `Gone back to, and reached again: ${milestone}.` : `Milestone reached: ${milestone}.`;
    const change = isComplete(milestones) ? ending(state, 'completed', note) : { set: {}, note };
    return { ...change, set: { ...change.set, milestones } };
  },
};

const entryOf = ({ id }: Actor, body: Body): MilestoneEntry => {
  const { milestone, reachedOn, evidence, days, isRepeat } = body;
  return { milestone, reachedOn, evidence, days, recordedBy: id, ...(isRepeat && { isRepeat }) };
};

/** A signal's body is not validated, so its fields may be of any type. */
function bodyUnreadable(body: { readonly [Key in keyof Body]: unknown }): Refusal | undefined {
  const { milestone, reachedOn, evidence, days, isRepeat } = body;
  if (typeof milestone !== 'string' || typeof evidence !== 'string' || typeof days !== 'number')
    return refuse('Malformed', 'Give the name of the milestone, the evidence in words, and the days as a number.');
  if (isRepeat !== undefined && typeof isRepeat !== 'boolean')
    return refuse('Malformed', 'Answer true or false to whether the support has gone back to the milestone.');
  return isDateText(reachedOn)
    ? undefined
    : refuse('MilestoneUnfit', 'Give the date on which the milestone was reached as yyyy-mm-dd.');
}
