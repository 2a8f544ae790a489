import { ApplicationFailure, defineQuery, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';
import { type Receipt, type Refusal } from '../../domain/process/command.js';

interface DecisionHandlers<Decision extends { readonly kind: string }> {
  readonly kinds: readonly Decision['kind'][];
  readonly refusal: (decision: Decision) => Refusal | undefined;
  readonly apply: (decision: Decision) => Receipt;
  /** The sender of a signal gets no answer, so the refusal is logged instead. */
  readonly notApplied: (decision: Decision, why: string) => void;
}

/** Registers each decision twice under one name: as an update that answers, and as a signal of the same meaning. */
export function handleDecisions<Decision extends { readonly kind: string }>(
  handlers: DecisionHandlers<Decision>,
): void {
  const { refusal, apply, notApplied } = handlers;
  for (const kind of handlers.kinds) {
    const named = (decision: Decision): Decision => ({ ...decision, kind });
    setHandler(defineUpdate<Receipt, [Decision]>(kind), (decision) => apply(named(decision)), {
      validator: (decision: Decision) => {
        const refused = refusal(named(decision));
        if (refused) throw ApplicationFailure.nonRetryable(refused.message, refused.code);
      },
    });
    setHandler(defineSignal<[Decision]>(kind), (decision) => {
      const refused = refusal(named(decision));
      if (refused) notApplied(named(decision), refused.message);
      else apply(named(decision));
    });
  }
}

/** Registers facts from machines; they are never refused. */
export function handleFacts<Fact extends { readonly kind: string }>(
  kinds: readonly Fact['kind'][],
  apply: (fact: Fact) => void,
): void {
  for (const kind of kinds) {
    setHandler(defineSignal<[Fact]>(kind), (fact) => {
      apply({ ...fact, kind });
    });
  }
}

export function answerQuery(name: string, answer: () => unknown): void {
  setHandler(defineQuery(name), answer);
}
