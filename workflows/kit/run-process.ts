import { condition, log, workflowInfo } from '@temporalio/workflow';
import { decisionLogQuery, statusQuery } from '../../contracts/queries.js';
import { type RecordEffect, type Step } from '../../domain/process/change.js';
import { refuse } from '../../domain/process/checks.js';
import { type Command, type Receipt } from '../../domain/process/command.js';
import { type Logged } from '../../domain/process/log.js';
import { type Occasion, type Process } from '../../domain/process/process.js';
import { type TransitionRecord } from '../../domain/process/transition-record.js';
import { Alarm } from './alarm.js';
import { answerQuery, handleDecisions, handleFacts } from './messages.js';
import { isRecordConflict } from './record-conflict.js';

/** What a workflow does in the world for its process. */
export interface Hands<State, Message, Effect, View> {
  readonly record: (record: TransitionRecord<View>) => Promise<void>;
  /** Left out by a process whose only effects are its records. */
  readonly carryOut?: (effect: Effect, apply: (message: Message) => Receipt) => Promise<void>;
  /** Called when everything queued has been carried out, before the next wait. */
  readonly settled?: (state: State) => void;
}

export interface RunningProcess<State, Message, View> {
  readonly state: () => State;
  readonly view: () => View;
  readonly apply: (message: Message) => Receipt;
  readonly hasQueued: () => boolean;
  /** Carries out what is queued, in order; a record that the database refuses stops this run for good. */
  readonly carryOutQueued: () => Promise<void>;
  /** Waits for something queued or a deadline, and applies the deadline. */
  readonly next: () => Promise<void>;
  /** From now on carries out what is queued by itself, next to the workflow's own work. */
  readonly carryOutAlongside: () => void;
  /** Waits until everything queued has been carried out; never resolves for a run that was stopped. */
  readonly untilSettled: () => Promise<void>;
}

/** Registers the messages and queries of a process, and keeps its state, its queue of effects and its one timer. */
export function startProcess<
  Input,
  State extends Logged,
  Decision extends Command<string, unknown>,
  Fact extends { readonly kind: string },
  Effect extends { readonly do: string },
  View extends object,
>(
  process: Process<Input, State, Decision, Fact, Effect, View>,
  input: Input,
  hands: Hands<State, Decision | Fact, Effect, View>,
): RunningProcess<State, Decision | Fact, View> {
  type Queued = Effect | RecordEffect<View>;
  const { workflowId } = workflowInfo();
  const occasion = (): Occasion<Input> => ({ input, workflowId, now: Date.now() });
  const alarm = new Alarm();
  const first = process.begin(occasion());
  const queue: Queued[] = [...first.effects];
  let { state } = first;
  let isHalted = false;
  let isCarryingOut = false;
  setAlarm();

  handleDecisions<Decision>({
    kinds: process.decisionKinds,
    refusal: (decision) => (isHalted ? haltedRefusal : process.refusal(occasion(), state, decision)),
    apply,
    notApplied: (decision, why) => {
      take(process.notApplied(occasion(), state, decision, why));
    },
  });
  handleFacts<Fact>(process.factKinds, apply);
  answerQuery(statusQuery, () => ({ ...view(), version: state.version, ...(isHalted && { isHalted }) }));
  answerQuery(decisionLogQuery, () => state.log);
  return {
    state: () => state,
    view,
    apply,
    hasQueued: () => queue.length > 0,
    carryOutQueued,
    next,
    carryOutAlongside,
    untilSettled: () => condition(() => queue.length === 0 && !isCarryingOut),
  };

  function view(): View {
    return process.view(occasion(), state);
  }

  function apply(message: Decision | Fact): Receipt {
    return take(process.transition(occasion(), state, message));
  }

  function take(step: Step<State, Queued>): Receipt {
    state = step.state;
    queue.push(...step.effects);
    setAlarm();
    return process.receipt(state);
  }

  function setAlarm(): void {
    alarm.set(process.deadline(occasion(), state));
  }

  async function carryOutQueued(): Promise<void> {
    isCarryingOut = true;
    for (let effect = queue.shift(); effect; effect = queue.shift()) {
      if (isRecord(effect)) await record(effect.record);
      else await hands.carryOut?.(effect, apply);
    }
    isCarryingOut = false;
    hands.settled?.(state);
  }

  function carryOutAlongside(): void {
    const carryOn = async (): Promise<void> => {
      while (!process.isOver(state) || queue.length > 0) {
        await carryOutQueued();
        await condition(() => queue.length > 0 || process.isOver(state));
      }
    };
    void carryOn();
  }

  async function record(entry: TransitionRecord<View>): Promise<void> {
    try {
      await hands.record(entry);
    } catch (error) {
      if (!isRecordConflict(error)) throw error;
      isHalted = true;
      alarm.set(undefined);
      log.error('The log already holds another record of this version; this run takes no further decision.');
      await condition(() => false);
    }
  }

  async function next(): Promise<void> {
    await condition(() => queue.length > 0 || alarm.rang !== undefined);
    const name = alarm.rang;
    if (name === undefined) return;
    alarm.reset();
    const message = process.onDeadline(state, name);
    if (message) apply(message);
    setAlarm();
  }

  function isRecord(effect: Queued): effect is RecordEffect<View> {
    return effect.do === 'record';
  }
}

/** Runs a process to its end: applies messages as they come, and carries out what follows from each. */
export async function runProcess<
  Input,
  State extends Logged,
  Decision extends Command<string, unknown>,
  Fact extends { readonly kind: string },
  Effect extends { readonly do: string },
  View extends object,
>(
  process: Process<Input, State, Decision, Fact, Effect, View>,
  input: Input,
  hands: Hands<State, Decision | Fact, Effect, View>,
): Promise<View> {
  const running = startProcess(process, input, hands);
  for (;;) {
    await running.carryOutQueued();
    if (process.isOver(running.state()) && !running.hasQueued()) return running.view();
    await running.next();
  }
}

const haltedRefusal = refuse(
  'RecordConflict',
  'This process was reset in the engine, and its log already says something else. An operator must look at it before anyone can decide.',
);
