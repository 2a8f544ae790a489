import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { canonical } from '../../../../domain/shared/canonical.js';
import { yearMetrics } from '../../../../domain/model-record/metrics.js';
import {
  demonstrationPublication,
  missingFromPublication,
  publicationOf,
} from '../../../../domain/model-record/publication.js';
import { missingFromRecord, standingOf, whyHeld } from '../../../../domain/model-record/standing.js';
import { startingPoint } from '../../../../domain/model-record/starting-point.js';
import { type YearLessons } from '../../../../domain/learning/lesson.js';
import { judgedSchool, judgedYear } from '../fairness/judged.js';
import { exampleLessons, exampleRecord } from './record-example.js';

const canonicalJson = (value: unknown): string => JSON.stringify(canonical(value));
const record = exampleRecord();

describe('canonical JSON', () => {
  it('does not depend on the order in which an object was built, at any depth', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: null })).toBe('{"a":null,"b":[{"c":2,"d":1}]}');
    expect(canonicalJson({ a: null, b: [{ c: 2, d: 1 }] })).toBe('{"a":null,"b":[{"c":2,"d":1}]}');
  });

  it('keeps the order of a list, leaves out what is undefined, and returns an equal value', () => {
    expect(canonicalJson({ a: [2, 1], b: undefined })).toBe('{"a":[2,1]}');
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });
});

describe('a model record', () => {
  it('made twice from the same parts is the same text', () => {
    expect(canonicalJson(exampleRecord())).toBe(canonicalJson(record));
  });

  it('is another text for another file, rule or model', () => {
    const file = { kind: 'register', fileName: 'edubasealldata.csv', sha256: 'b'.repeat(64), rowCount: 200 };
    const texts = [
      record,
      exampleRecord({ batches: [file] }),
      exampleRecord({ policies: { baseline: 'baseline-x', gates: 'gates-y' } }),
      exampleRecord({}, 0.01),
    ].map(canonicalJson);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('is unchanged after being stored as JSON', () => {
    expect(canonicalJson(JSON.parse(JSON.stringify(record)))).toBe(canonicalJson(record));
  });

  it('gives how each year was judged and what was measured, without a figure of a single school', () => {
    expect(record.judgements.map(({ basis }) => basis)).toEqual(['cross-fit', 'back-test']);
    expect(record.metrics.map(({ judgedYear: year }) => year)).toEqual(['202223', '202324']);
    expect(record.judgements.every((judgement) => !('schools' in judgement))).toBe(true);
    expect(canonicalJson(record)).not.toContain('910001');
  });
});

test('the metrics of a year in a model record are those of its schools', () => {
  const outcomes = [6, 6.2, 5.4, 8];
  const schools = outcomes.map((outcomeAbsencePercent, index) =>
    judgedSchool({ outcomeAbsencePercent, phase: index < 3 ? 'primary' : 'secondary' }),
  );
  const metrics = yearMetrics(judgedYear, schools);
  expect(metrics).toMatchObject({ schools: 4, cover80: 0.75, cover95: 0.75, met: 0.25 });
  expect(metrics.meanAbsoluteErrorPoints).toBeCloseTo((0 + 0.2 + 0.6 + 2) / 4, 10);
  expect(metrics.meanAbsoluteErrorPointsByPhase).toEqual({
    primary: expect.closeTo(0.8 / 3, 10) as number,
    secondary: expect.closeTo(2, 10) as number,
  });
  expect(metrics.biasPoints).toBeCloseTo(1.6 / 4, 10);
  expect(metrics.medianWidth80Points).toBeCloseTo(2 * 1.2816 * 0.6, 10);
  expect(() => yearMetrics(judgedYear, [])).toThrow(RangeError);
});

describe('a model record is complete', () => {
  it('when the publication, the files and a judged year are present', () => {
    expect(missingFromRecord(record)).toEqual([]);
    expect(whyHeld(record, false)).toEqual([]);
    expect(standingOf(record)).toEqual({ missing: [], isWithinBounds: true, repeatsLesson: false });
  });

  it.each([
    ['the method note', 'methodNote', 'method note'],
    ['the equality analysis', 'equalityAnalysis', 'equality analysis'],
    ['the data protection assessment', 'dataProtection', 'data protection assessment'],
  ] as const)('only with %s', (_name, document, missing) => {
    const documents = {
      ...demonstrationPublication.documents,
      [document]: { title: 'x', location: ' ', version: '1' },
    };
    const without = exampleRecord({ publication: { ...demonstrationPublication, documents } });
    expect(missingFromRecord(without)).toContain(missing);
    expect(whyHeld(without, true)[0]).toContain(missing);
  });

  it('only with files and at least one judged year, because fairness has to be measured', () => {
    expect(missingFromRecord(exampleRecord({ batches: [] }))).toContain('the files that the model was made from');
    const untried = exampleRecord({ judgements: [] });
    expect(missingFromRecord(untried)).toContain('a year that the model was tried on');
    expect(standingOf(untried).isWithinBounds).toBe(false);
  });
});

describe('a model record that breaks a bound', () => {
  const unfair = exampleRecord({}, 0.9);

  it('holds the campaign with a plain sentence and what to do, and no figure', () => {
    const why = whyHeld(unfair, false);
    expect(why[0]).toMatch(/^A fairness bound is broken\. /);
    expect(why.at(-1)).toContain('have two people accept the record');
    expect(why.join(' ').replaceAll(/\b(80|95)%/g, '')).not.toMatch(/\d/);
    expect(standingOf(unfair)).toEqual({ missing: [], isWithinBounds: false, repeatsLesson: false });
  });

  it('no longer holds the campaign once two people have accepted it', () => {
    expect(whyHeld(unfair, true)).toEqual([]);
  });
});

describe('a model record that would repeat a lesson of the year before', () => {
  const repeating = exampleRecord({ lessons: exampleLessons });

  it('holds the campaign with the lesson and what to do, and breaks no bound', () => {
    expect(whyHeld(repeating, false)).toEqual([
      'This campaign would repeat what went wrong in 2023/24. Primary schools: more came than was expected. The rules behind it have not changed.',
      expect.stringContaining('have two people accept the record') as string,
    ]);
    expect(standingOf(repeating)).toEqual({ missing: [], isWithinBounds: true, repeatsLesson: true });
  });

  it('no longer holds the campaign once two people have accepted it', () => {
    expect(whyHeld(repeating, true)).toEqual([]);
  });

  it('gives what to do once when a bound is broken as well', () => {
    const both = whyHeld(exampleRecord({ lessons: exampleLessons }, 0.9), false);
    expect(both.filter((why) => why.startsWith('No draft goes to review'))).toHaveLength(1);
    expect(both.some((why) => why.startsWith('A fairness bound'))).toBe(true);
    expect(both.some((why) => why.startsWith('This campaign would repeat what went wrong in 2023/24'))).toBe(true);
  });

  it('does not hold the campaign for notes or information', () => {
    const lessons = { ...exampleLessons, lessons: exampleLessons.lessons.slice(1) };
    const heeding = exampleRecord({ lessons });
    expect(whyHeld(heeding, false)).toEqual([]);
    expect(standingOf(heeding).repeatsLesson).toBe(false);
  });
});

describe('the lessons that a campaign starts from', () => {
  const year = record.academicYear;
  const of = (lessons: YearLessons['lessons']): string =>
    startingPoint({ academicYear: year, lessons: { ...exampleLessons, lessons } });

  it('are recorded, or recorded as none where no report was available', () => {
    expect(startingPoint({ academicYear: year })).toMatch(
      /^It does not start from a learning report: there was none of 2023\/24/,
    );
    expect(of(exampleLessons.lessons)).toBe(
      'It starts from the lessons of 2023/24. It would repeat something, and is held.',
    );
    expect(of(exampleLessons.lessons.slice(1))).toBe(
      'It starts from the lessons of 2023/24. Nothing holds it; some things are noted.',
    );
    expect(of([])).toBe('It starts from the lessons of 2023/24. Nothing lies beyond the bounds.');
  });
});

describe('a publication supplied from outside', () => {
  it('is read as it is when it is complete', () => {
    const given: unknown = JSON.parse(JSON.stringify(demonstrationPublication));
    expect(publicationOf(given)).toEqual(demonstrationPublication);
    expect(missingFromPublication(publicationOf(given))).toEqual([]);
  });

  it.each([[null], ['text'], [{}], [{ documents: null, name: 7 }]])(
    'is incomplete in every part when it says nothing: %j',
    (given) => {
      expect(missingFromPublication(publicationOf(given))).toHaveLength(11);
      expect(missingFromPublication(given)).toHaveLength(11);
    },
  );

  it('is a demonstration only where it says so', () => {
    expect(publicationOf({ isDemonstration: 'yes' }).isDemonstration).toBe(false);
    expect(publicationOf({ isDemonstration: true }).isDemonstration).toBe(true);
  });
});
