import { CommanderError } from 'commander';
import { YearWithoutDates } from '../academic-years/year-terms.js';
import { ApiProblem, ApiUnreachable, NotOurApi } from '../api/client/api-client.js';
import { EngineProblem, codeOf } from '../engine/engine-problem.js';
import { CommandProblem, exitCodes } from './exit-codes.js';
import { logFile, writeLog } from './log-file.js';
import { say } from './output.js';

/** Says what went wrong in words for the person at the terminal, and returns the exit code of docs/running.md. */
export function explain(error: unknown): number {
  if (error instanceof CommanderError) return explainUsage(error);
  if (error instanceof CommandProblem) {
    say(error.message);
    return error.exitCode;
  }
  if (error instanceof YearWithoutDates) {
    say(error.message);
    return exitCodes.usage;
  }
  if (error instanceof ApiUnreachable || error instanceof NotOurApi) {
    say(error.message);
    return exitCodes.notRunning;
  }
  if (error instanceof EngineProblem) {
    say(error.message);
    return exitCodes.missingParts;
  }
  if (error instanceof ApiProblem) return explainRefusal(error);
  return explainFault(error);
}

/** The messages of the library that reads command lines, as sentences. Help was printed already where the code says so. */
function explainUsage({ code, exitCode, message }: CommanderError): number {
  if (exitCode === 0) return exitCodes.done;
  if (code !== 'commander.help') {
    const text = message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ');
    say(`The command was not understood: ${text.replace(/\.$/, '')}; --help shows how it is written.`);
  }
  return exitCodes.usage;
}

function explainRefusal(error: ApiProblem): number {
  say(error.message);
  for (const { where, problem } of error.errors) say(`${where}: ${problem}`);
  if (error.status === 404) return exitCodes.notFound;
  return error.status === 503 ? exitCodes.notRunning : exitCodes.refused;
}

const fileSentences: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: (path) => `${path} does not exist.`,
  ENOTDIR: (path) => `${path} lies below a file, not a folder.`,
  EISDIR: (path) => `${path} is a folder, and a file is needed.`,
  EACCES: (path) => `You may not read or write ${path}.`,
  EPERM: (path) => `You may not change ${path}.`,
  EROFS: (path) => `${path} cannot be written: its disk is read-only.`,
  ENOSPC: (path) => `There is no space left on the disk of ${path}.`,
};

/** A trace helps anyone who repairs the product, not the person at the terminal, so it goes to the log. */
function explainFault(error: unknown): number {
  const code = codeOf(error) ?? '';
  const path = error instanceof Error && 'path' in error ? String(error.path) : undefined;
  const sentence = fileSentences[code];
  if (sentence !== undefined && (path !== undefined || code === 'EISDIR')) {
    say(sentence(path ?? 'What was named'));
    return exitCodes.refused;
  }
  writeLog(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const message = error instanceof Error ? error.message : String(error);
  say(`Something broke: ${firstLine(message)} The details are in ${logFile()}.`);
  return exitCodes.broken;
}

const firstLine = (text: string): string => `${(text.split('\n')[0] ?? '').trim().replace(/[.:]$/, '')}.`;
