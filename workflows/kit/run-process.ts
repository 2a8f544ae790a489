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
  /**
   * The last work of a process that is over, such as having its history archived. What comes meanwhile is recorded, and then this is called
   * again, so that it sees the final version; it must bear that.
   */
  readonly closing?: (state: State) => Promise<void>;
}

/** A process in its workflow: its state, its queue of effects, its one timer, and the messages and queries that reach it. */
export class RunningProcess<
  Input,
  State extends Logged,
  Decision extends Command<string, unknown>,
  Fact extends { readonly kind: string },
  Effect extends { readonly do: string },
  View extends object,
> {
  readonly #process: Process<Input, State, Decision, Fact, Effect, View>;
  readonly #input: Input;
  readonly #hands: Hands<State, Decision | Fact, Effect, View>;
  readonly #alarm = new Alarm();
  readonly #queue: (Effect | RecordEffect<View>)[];
  #state: State;
  #isCarryingOut = false;
  #isHalted = false;

  constructor(
    process: Process<Input, State, Decision, Fact, Effect, View>,
    input: Input,
    hands: Hands<State, Decision | Fact, Effect, View>,
  ) {
    this.#process = process;
    this.#input = input;
    this.#hands = hands;
    const { state, effects } = process.begin(this.#occasion());
    this.#state = state;
    this.#queue = [...effects];
    this.#setAlarm();
    this.#register();
  }

  get state(): State {
    return this.#state;
  }

  get view(): View {
    return this.#process.view(this.#occasion(), this.#state);
  }

  get isOver(): boolean {
    return this.#process.isOver(this.#state);
  }

  get hasQueued(): boolean {
    return this.#queue.length > 0;
  }

  apply(message: Decision | Fact): Receipt {
    return this.#take(this.#process.transition(this.#occasion(), this.#state, message));
  }

  /** Carries out what is queued, in order; where that is happening already, waits for it. */
  async carryOutQueued(): Promise<void> {
    if (this.#isCarryingOut) return this.untilSettled();
    this.#isCarryingOut = true;
    for (let effect = this.#queue.shift(); effect; effect = this.#queue.shift()) {
      if (isRecord<View>(effect)) await this.#record(effect.record);
      else await this.#hands.carryOut?.(effect, (message) => this.apply(message));
    }
    this.#isCarryingOut = false;
    this.#hands.settled?.(this.#state);
  }

  /** From now on carries out queued effects in the background, while the workflow does its own work. */
  carryOutAlongside(): void {
    const carryOn = async (): Promise<void> => {
      while (!this.isOver || this.hasQueued) {
        await this.carryOutQueued();
        await condition(() => this.hasQueued || this.isOver);
      }
    };
    void carryOn();
  }

  /** Carries out what is queued, then the closing work, until nothing comes any more: a run that ends with something queued would lose it. */
  async finish(): Promise<void> {
    let closedAt: number | undefined;
    while (this.hasQueued || closedAt !== this.#state.version) {
      await this.carryOutQueued();
      closedAt = this.#state.version;
      await this.#hands.closing?.(this.#state);
    }
  }

  /** Waits until everything queued has been carried out; never resolves for a run that was stopped. */
  async untilSettled(): Promise<void> {
    await condition(() => !this.hasQueued && !this.#isCarryingOut);
  }

  /** Waits for something queued or a deadline, and applies the deadline. */
  async next(): Promise<void> {
    await condition(() => this.hasQueued || this.#alarm.rang !== undefined);
    const name = this.#alarm.rang;
    if (name === undefined) return;
    this.#alarm.reset();
    const message = this.#process.onDeadline(this.#state, name);
    if (message) this.apply(message);
    this.#setAlarm();
  }

  #occasion(): Occasion<Input> {
    return { input: this.#input, workflowId: workflowInfo().workflowId, now: Date.now() };
  }

  #take({ state, effects }: Step<State, Effect | RecordEffect<View>>): Receipt {
    this.#state = state;
    this.#queue.push(...effects);
    this.#setAlarm();
    return this.#process.receipt(state);
  }

  #setAlarm(): void {
    this.#alarm.set(this.#process.deadline(this.#occasion(), this.#state));
  }

  #register(): void {
    handleDecisions<Decision>({
      kinds: this.#process.decisionKinds,
      refusal: (decision) => (this.#isHalted ? halted : this.#process.refusal(this.#occasion(), this.#state, decision)),
      apply: (decision) => this.apply(decision),
      notApplied: (decision, why) => {
        this.#take(this.#process.notApplied(this.#occasion(), this.#state, decision, why));
      },
    });
    handleFacts<Fact>(this.#process.factKinds, (fact) => this.apply(fact));
    answerQuery(statusQuery, () => ({
      ...this.view,
      version: this.#state.version,
      ...(this.#isHalted && { isHalted: true }),
    }));
    answerQuery(decisionLogQuery, () => this.#state.log);
  }

  /** A record that disagrees with the log stops this run for good: its past is not the one that people have read. */
  async #record(record: TransitionRecord<View>): Promise<void> {
    try {
      await this.#hands.record(record);
    } catch (error) {
      if (!isRecordConflict(error)) throw error;
      this.#isHalted = true;
      this.#alarm.set(undefined);
      log.error('The log holds a different record of this version, so this run takes no further decision.');
      await condition(() => false);
    }
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
  const running = new RunningProcess(process, input, hands);
  for (;;) {
    await running.carryOutQueued();
    if (running.isOver) break;
    await running.next();
  }
  await running.finish();
  return running.view;
}

const isRecord = <View>(effect: { readonly do: string }): effect is RecordEffect<View> => effect.do === 'record';

const halted = refuse(
  'RecordConflict',
  'This process no longer agrees with its log, as one does that was reset in the engine. No decision can be taken until an operator has resolved this.',
);
