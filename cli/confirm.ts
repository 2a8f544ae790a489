import { createInterface } from 'node:readline/promises';

/** Asks the person at the terminal; anything but a clear yes is a no. The question is on standard error. */
export async function confirmed(question: string): Promise<'yes' | 'no' | 'nobody-to-ask'> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return 'nobody-to-ask';
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // While a question is open, Ctrl-C reaches the question and not the process.
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim()) ? 'yes' : 'no';
  } finally {
    terminal.close();
  }
}
