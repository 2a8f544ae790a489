import { condition, continueAsNew, workflowInfo } from '@temporalio/workflow';
import { statusQuery } from '../contracts/queries.js';
import {
  placeRoundsFactKinds,
  type PlaceRoundsFact,
  type PlaceRoundsInput,
  type PlaceRoundsProgress,
} from '../domain/hubs/place-rounds-messages.js';
import { assigning, inSteps } from './activities.js';
import { answerQuery, handleFacts } from './kit/messages.js';

/** Gives a year's places: assigns all waiting schools together, then signals the hubs. */
export async function placeRounds(input: PlaceRoundsInput): Promise<PlaceRoundsProgress> {
  let progress = input.held ?? { on: '', rounds: 0, placed: 0, waiting: 0 };
  /** A run that continues another starts a round at once, because requests may have come in between. */
  let asked = input.held ? 1 : 0;
  let isEnded = false;

  handleFacts<PlaceRoundsFact>(placeRoundsFactKinds, (fact) => {
    if (fact.kind === 'yearEnded') isEnded = true;
    else asked += 1;
    if (fact.kind === 'placeRequested' && fact.on > progress.on) progress = { ...progress, on: fact.on };
  });
  answerQuery(statusQuery, () => progress);

  const isOver = (): boolean => isEnded;
  while (!isOver()) {
    const lookAgain = input.lookAgainDays * input.calendar.dayMilliseconds;
    if (progress.waiting > 0) await condition(() => asked > 0 || isEnded, lookAgain);
    else await condition(() => asked > 0 || isEnded);
    await untilQuiet();
    if (isOver()) break;
    await round();
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof placeRounds>({ ...input, held: progress });
  }
  return progress;

  async function untilQuiet(): Promise<void> {
    for (let before = -1; before !== asked && !isOver();) {
      before = asked;
      await condition(isOver, input.quietMilliseconds);
    }
  }

  async function round(): Promise<void> {
    asked = 0;
    const { academicYear, calendar } = input;
    const outcome = await assigning.assignRound.executeWithOptions(
      { ...inSteps, summary: `round ${progress.rounds + 1}: give the free places to the waiting schools` },
      [{ academicYear, calendar, on: progress.on }],
    );
    progress = { ...progress, ...outcome, rounds: progress.rounds + 1 };
  }
}
