import { type Command } from 'commander';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { exitCodes } from '../../../cli/exit-codes.js';
import { explain } from '../../../cli/explain.js';
import { buildProgram } from '../../../cli/program.js';

interface Leaf {
  readonly path: readonly string[];
  readonly command: Command;
}

/** Every command that does something, found in the program itself. */
function leaves(command: Command, path: readonly string[] = []): readonly Leaf[] {
  if (command.commands.length === 0) return [{ path, command }];
  return command.commands.flatMap((child) => leaves(child, [...path, child.name()]));
}

const all = leaves(buildProgram());
const named = all.map(({ path, command }) => [path.join(' '), command] as const);

/** Values that are right in form for each argument and option, so that the one under test is the only wrong one. */
const right: Readonly<Record<string, string>> = {
  year: '202425',
  urn: '900001',
  kind: 'approveTarget',
  file: 'package.json',
  path: 'package.json',
  suggestion: 'a-suggestion',
  workflowId: 'school-year/202425/900001',
  'policy try --policy': 'package.json',
};

const { usage, refused } = exitCodes;

/** A wrong value of each argument and option, and the exit code of docs/running.md. An option without a row takes any words. */
const wrong: Readonly<Record<string, readonly (readonly [value: string, code: number])[]>> = {
  year: [
    ['2024', usage],
    ['202499', usage],
    ['this year', usage],
  ],
  urn: [
    ['12345', usage],
    ['abcdef', usage],
    ['', usage],
  ],
  kind: [['sackHead', usage]],
  file: [
    ['/no/such/file.csv', refused],
    ['tests', refused],
  ],
  path: [['/no/such/file.csv', refused]],
  workflowId: [['nonsense', usage]],
  '--api': [
    ['nowhere', usage],
    ['ftp://127.0.0.1', usage],
    ['', usage],
  ],
  '--stack': [
    ['Not A Name', usage],
    ['../up', usage],
  ],
  '--year': [['2024', usage]],
  '--released': [
    ['26 November', usage],
    ['2026-02-30', usage],
  ],
  '--as': [['ofsted', usage]],
  '--body': [
    ['not json', usage],
    ['[1]', usage],
    ['7', usage],
  ],
  '--expected-version': [
    ['0', usage],
    ['two', usage],
  ],
  '--schools': [
    ['0', usage],
    ['-5', usage],
    ['many', usage],
    ['1e9', usage],
  ],
  '--seed': [['x', usage]],
  '--port': [
    ['0', usage],
    ['70000', usage],
    ['http', usage],
  ],
  '--data': [
    ['/no/such/folder', usage],
    ['package.json', usage],
  ],
  '--region': [['Z', usage]],
  '--month': [['2024-13', usage]],
  'shocks open --from': [
    ['2025-02-30', usage],
    ['18/11/2024', usage],
  ],
  'shocks open --to': [['soon', usage]],
  'shocks open --kind': [['strike', usage]],
  'school changes --from': [['first', usage]],
  'school changes --to': [['last', usage]],
  '--report-version': [['newest', usage]],
  '--form': [['pdf', usage]],
  '--output': [
    ['/no/such/folder/report.txt', refused],
    ['tests', refused],
  ],
  '--html': [['/no/such/folder/card.html', refused]],
  '--csv': [['/no/such/folder/result.csv', refused]],
  '--panel': [
    ['/no/such/panel.csv', refused],
    ['tests', refused],
  ],
  '--score': [['2017', usage]],
  '--train': [['2015,2016', usage]],
  '--outcomes': [['/no/such/outcomes.csv', refused]],
  '--policy': [['/no/such/policy.json', usage]],
  '--id': [['', usage]],
  'model propose --reason': [['', usage]],
  'model accept --reason': [['', usage]],
  '--evidence': [['', usage]],
};

/** Options whose value can only be judged elsewhere, with the reason. */
const judgedElsewhere: readonly string[] = [
  '--host', // the system refuses an address that is not its own
  '--reason', // the workflow says when a reason is missing
];

/** `name` for one command alone, else for every command. */
const rowOf = (path: readonly string[], name: string): (typeof wrong)[string] | undefined =>
  wrong[`${path.join(' ')} ${name}`] ?? wrong[name];

function rightWords({ path, command }: Leaf, without?: string): readonly string[] {
  const words: string[] = [...path];
  for (const argument of command.registeredArguments)
    if (argument.name() !== without && argument.required) words.push(right[argument.name()] ?? '');
  for (const option of command.options) {
    const name = option.long ?? '';
    if (option.mandatory && name !== without)
      words.push(
        name,
        { '--year': '202425', '--as': 'analyst', '--score': '201718', '--panel': 'package.json' }[name] ?? dated(name),
      );
  }
  return words;
}

const dated = (name: string): string =>
  name === '--from' || name === '--to' ? '2024-11-18' : name === '--kind' ? 'severe-weather' : 'some words';

async function run(words: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  const lines: string[] = [];
  const keep = (text: string | Uint8Array): boolean => lines.push(String(text)) > 0;
  const spies = [
    vi.spyOn(process.stderr, 'write').mockImplementation(keep),
    vi.spyOn(process.stdout, 'write').mockImplementation(keep),
  ];
  try {
    await buildProgram().parseAsync(words, { from: 'user' });
    return { code: 0, said: lines.join('') };
  } catch (error) {
    return { code: explain(error), said: lines.join('') };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

function expectOneSentence(said: string): void {
  expect(said.trimEnd().split('\n'), said).toHaveLength(1);
  expect(said).not.toMatch(/\n\s+at |Error:|node:internal|\.ts:\d/);
  expect(said).toMatch(/^\S.*[.!:\w]\n$/);
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe.each(named)('abie %s', (title, command) => {
  const leaf: Leaf = { path: title.split(' '), command };

  test('refuses an option that it does not have', async () => {
    const { code, said } = await run([...rightWords(leaf), '--no-such-option']);
    expectOneSentence(said);
    expect(code).toBe(usage);
  });

  test('refuses one argument too many', async () => {
    if (command.registeredArguments.some(({ variadic }) => variadic)) return;
    const spare = command.registeredArguments
      .filter(({ required }) => !required)
      .map((argument) => right[argument.name()] ?? '');
    const { code, said } = await run([...rightWords(leaf), ...spare, 'superfluous']);
    expectOneSentence(said);
    expect(code).toBe(usage);
  });

  test.each(command.registeredArguments.filter(({ required }) => required).map((argument) => argument.name()))(
    'refuses to run without its argument %s',
    async () => {
      const { code, said } = await run(leaf.path);
      expectOneSentence(said);
      expect(code).toBe(usage);
    },
  );

  test.each(command.options.filter(({ mandatory }) => mandatory).map(({ long }) => long ?? ''))(
    'refuses to run without %s',
    async (name) => {
      const { code, said } = await run(rightWords(leaf, name));
      expectOneSentence(said);
      expect(code).toBe(usage);
    },
  );

  const takesValue = [
    ...command.registeredArguments.map((argument) => argument.name()),
    ...command.options.filter((option) => option.required).map(({ long }) => long ?? ''),
  ].filter((name) => name !== 'suggestion');

  test('has a wrong value in this table for each argument and option that takes one', () => {
    const missing = takesValue.filter((name) => !rowOf(leaf.path, name) && !judgedElsewhere.includes(name));
    expect(missing).toEqual([]);
  });

  const rows = takesValue.flatMap((name) =>
    (rowOf(leaf.path, name) ?? []).map(([value, code]) => [name, value, code] as const),
  );
  if (rows.length > 0)
    test.each(rows)('refuses %s "%s" with exit code %i and one sentence', async (name, value, expected) => {
      vi.stubEnv('ABIE_HOME', '/no/such/home');
      const words = name.startsWith('--')
        ? [...rightWords(leaf, name), `${name}=${value}`]
        : rightWords(leaf).map((word) => (word === right[name] ? value : word));
      const { code, said } = await run(words.includes(value) || name.startsWith('--') ? words : [...words, value]);
      expectOneSentence(said);
      expect(code).toBe(expected);
    });
});

describe('abie', () => {
  test('refuses an unknown command', async () => {
    const { code, said } = await run(['bogus']);
    expectOneSentence(said);
    expect(code).toBe(usage);
  });

  test.each([
    ['an address where nothing listens', 'http://127.0.0.1:9'],
    ['an address without a host that exists', 'http://no-such-host.invalid'],
  ])('refuses %s', async (_what, address) => {
    const { code, said } = await run(['school', 'show', '202425', '900001', '--api', address]);
    expectOneSentence(said);
    expect(code).toBe(exitCodes.notRunning);
  });

  test.each([
    ['import package.json'],
    ['migrate'],
    ['replay --all'],
    ['model card --year 202425'],
    ['campaign status 202425'],
  ])('refuses an unknown stack for %s and makes nothing', async (words) => {
    vi.stubEnv('ABIE_HOME', '/no/such/home');
    vi.stubEnv('DATABASE_URL', '');
    const { code, said } = await run([...words.split(' '), '--stack', 'no-such-stack']);
    expectOneSentence(said);
    expect(code).toBe(exitCodes.notFound);
  });
});
