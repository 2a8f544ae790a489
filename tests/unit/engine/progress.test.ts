import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { createProgress, elapsedText } from '../../../engine/progress.js';

function reader(isTTY: boolean): { stream: PassThrough & { isTTY: boolean }; text: () => string } {
  const chunks: string[] = [];
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 120, rows: 40 });
  stream.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  return { stream, text: () => chunks.join('') };
}

describe('progress away from a terminal', () => {
  test('is one plain line at most every ten seconds, and the end at once', () => {
    const { stream, text } = reader(false);
    let now = 0;
    const step = createProgress({ stream, now: () => now }).step('Import');
    step.update('reading', 0.1);
    now = 9000;
    step.update('reading', 0.2);
    now = 10_000;
    step.update('reading', 0.3);
    step.done('600 schools');
    expect(text()).toBe('Import: reading (10%)\nImport: reading (30%)\nImport: 600 schools\n');
  });

  test('says what failed', () => {
    const { stream, text } = reader(false);
    createProgress({ stream }).step('Temporal').fail('not available');
    expect(text()).toBe('Temporal: not available\n');
  });
});

describe('progress on a terminal', () => {
  test('draws a bar for a known share and leaves the outcome on screen', () => {
    const { stream, text } = reader(true);
    const progress = createProgress({ stream });
    const step = progress.step('Import');
    const other = progress.step('Temporal');
    step.update('reading', 0.5);
    step.done('600 schools');
    other.fail('not available');
    expect(text()).toContain('✔ Import');
    expect(text()).toContain('600 schools');
    expect(text()).toContain('✘ Temporal');
  });

  test('leaves Ctrl-C to the program', () => {
    const before = process.listenerCount('SIGINT');
    const step = createProgress({ stream: reader(true).stream }).step('Import');
    expect(process.listenerCount('SIGINT')).toBe(before);
    step.done();
  });
});

test.each([
  [900, '0 s'],
  [59_999, '59 s'],
  [125_000, '2 min 5 s'],
])('%i ms are written as "%s"', (milliseconds, text) => {
  expect(elapsedText(milliseconds)).toBe(text);
});
