import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFigure } from '../../../importers/reading/figure.js';

/** Source: docs/sources/data-formats.md#marks. */
const marks = [
  ['z', 'not-applicable'],
  [':', 'not-applicable'],
  ['.', 'not-applicable'],
  ['NE', 'not-applicable'],
  ['c', 'suppressed'],
  ['SUPP', 'suppressed'],
  ['low', 'low'],
  ['x', 'not-available'],
  ['..', 'not-available'],
  ['-', 'not-available'],
  ['--', 'not-available'],
  ['NA', 'not-available'],
  ['na', 'not-available'],
  ['n/a', 'not-available'],
  ['N', 'not-available'],
  ['NP', 'not-available'],
  ['LOWCOV', 'not-available'],
  ['', 'not-available'],
] as const;

const figureMarks: readonly string[] = marks.map(([raw]) => raw);

describe('a published figure', () => {
  it.each(marks)('of %s is the mark %s', (raw, kind) => {
    expect(parseFigure(raw)).toEqual({ kind, raw });
    expect(parseFigure(` ${raw} `)).toEqual({ kind, raw });
  });

  it.each([
    ['12.3', 12.3],
    ['12.3%', 12.3],
    ['0', 0],
    ['-0', 0],
    ['.5', 0.5],
    ['5.', 5],
    ['007', 7],
    ['35116327815.0', 35_116_327_815],
  ])('of %s is the number %d', (raw, value) => {
    expect(parseFigure(raw)).toStrictEqual({ kind: 'value', value });
  });

  it.each([
    '1,234',
    '12 %',
    '1e5',
    'Infinity',
    'NaN',
    '0x10',
    '+5',
    '12.3.4',
    'C',
    'Z',
    'supp',
    'low%',
    '%',
    '~',
    '12%%',
    '１２',
    '9.2675x',
  ])('of %s is a problem', (raw) => {
    expect(parseFigure(raw)).toMatchObject({ kind: 'problem' });
  });

  it('with a finite decimal is read as it is, with or without a percent sign and spaces', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
        fc.integer({ min: 0, max: 6 }),
        fc.constantFrom('', '%'),
        fc.constantFrom('', ' ', '\t'),
        (units, places, sign, space) => {
          const text = (units / 10 ** places).toFixed(places);
          expect(parseFigure(`${space}${text}${sign}${space}`)).toEqual({
            kind: 'value',
            value: Number(text) === 0 ? 0 : Number(text),
          });
        },
      ),
    );
  });

  it('that is neither a number nor a mark is a problem, never a number', () => {
    fc.assert(
      fc.property(fc.string(), (raw) => {
        const figure = parseFigure(raw);
        if (figure.kind === 'value') {
          expect(raw.trim()).toMatch(/^-?[\d.]+%?$/);
          expect(Number.isFinite(figure.value)).toBe(true);
        } else if (figure.kind !== 'problem') expect(figureMarks).toContain(raw.trim());
      }),
      { numRuns: 2000 },
    );
  });

  it('with a mark is never a number', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...figureMarks),
        (mark) => parseFigure(mark).kind !== 'value' && parseFigure(mark).kind !== 'problem',
      ),
    );
  });
});
