import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import ts from 'typescript';
import { type Environment } from '../../../engine/environment.js';

const root = path.resolve(import.meta.dirname, '..', '..', '..');

/**
 * Runs statements in a Node process of their own, with the engine's present source, so that a test can kill it.
 * `body` may use `engine(file)`, which imports a file of the engine, and `say(text)`, which hands a line back.
 */
export async function engineInChild(
  body: string,
  environment: Environment,
): Promise<{ readonly child: ChildProcess; readonly said: Promise<string> }> {
  const compiled = await compiledEngine();
  const script = path.join(compiled, 'child.js');
  await fs.writeFile(
    script,
    `const engine = (file) => import('./engine/' + file + '.js');
     const say = (text) => console.log('said ' + text);
     ${body}`,
  );
  const child = spawn(process.execPath, [script], { env: { ...environment }, stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const said = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('said ')) resolve(line.slice('said '.length));
    });
    child.once('exit', () => {
      reject(new Error('The child ended without a word.'));
    });
  });
  return { child, said };
}

/** Waits for the end of a child. */
export function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    child.once('exit', () => {
      resolve();
    });
  });
}

/** Node 20 runs no TypeScript: types are stripped into a folder next to the packages, so that imports resolve. */
async function compiledEngine(): Promise<string> {
  const cache = path.join(root, 'node_modules', '.cache');
  await fs.mkdir(cache, { recursive: true });
  const folder = await fs.mkdtemp(path.join(cache, 'abie-engine-'));
  onTestFinished(() => fs.rm(folder, { recursive: true, force: true }));
  await fs.writeFile(path.join(folder, 'package.json'), '{"type":"module"}');
  const compilerOptions = { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true };
  const sources = [
    ...(await fs.readdir(path.join(root, 'engine'))).map((file) => path.join('engine', file)),
    path.join('database', 'server.ts'),
  ];
  for (const file of sources) {
    const { outputText } = ts.transpileModule(await fs.readFile(path.join(root, file), 'utf8'), { compilerOptions });
    const compiled = path.join(folder, file.replace(/\.ts$/, '.js'));
    await fs.mkdir(path.dirname(compiled), { recursive: true });
    await fs.writeFile(compiled, outputText);
  }
  return folder;
}
