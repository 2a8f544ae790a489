import { type Command } from './command.js';
import { type DecisionRule } from './decision.js';
import { type Permission } from './reach.js';

/** The decisions of one process by their kind. */
export type DecisionTable<Input, State, Decision extends Command<string, unknown>, Change> = {
  readonly [Kind in Decision['kind']]: DecisionRule<Input, State, Extract<Decision, { readonly kind: Kind }>, Change>;
};

/** The rule of a decision. The table pairs each kind with its own rule, which the compiler cannot follow through a lookup. */
export const ruleOf = <Input, State, Decision extends Command<string, unknown>, Change>(
  table: DecisionTable<Input, State, Decision, Change>,
  { kind }: Decision,
): DecisionRule<Input, State, Decision, Change> =>
  table[kind as Decision['kind']] as unknown as DecisionRule<Input, State, Decision, Change>;

export const kindsOf = <Kind extends string>(table: Readonly<Record<Kind, unknown>>): readonly Kind[] =>
  Object.keys(table) as Kind[];

/** The rows of the access policy for the decisions of a table. */
export const permittedBy = <Kind extends string>(
  table: Readonly<Record<Kind, { readonly permitted: Permission }>>,
): Readonly<Record<Kind, Permission>> =>
  Object.fromEntries(
    Object.entries<{ readonly permitted: Permission }>(table).map(([kind, { permitted }]) => [kind, permitted]),
  ) as Record<Kind, Permission>;
