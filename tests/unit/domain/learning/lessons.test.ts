import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Lesson } from '../../../../domain/learning/lesson.js';
import { defaultLessonBounds } from '../../../../domain/learning/lesson-bounds.js';
import { lessonsOf } from '../../../../domain/learning/lessons.js';
import { type LearningReport } from '../../../../domain/learning/report.js';
import { alarmed, inventedYear, reportOf, sameRules, surer, worse, yearBefore } from './lesson-examples.js';

const taught = (last: LearningReport, earlier?: LearningReport, rules = sameRules): readonly Lesson[] =>
  lessonsOf({ last, ...(earlier && { earlier }) }, rules).lessons;
const faults = (lessons: readonly Lesson[]): readonly string[] =>
  lessons.flatMap(({ kind, severity }) => (severity === 'informs' ? [] : [`${severity} ${kind}`]));

const right = reportOf(1);
const wrong = {
  'asked-too-much': reportOf(1, worse(0.5)),
  'asked-too-little': reportOf(1, worse(-0.5)),
  'range-too-narrow': reportOf(1, surer(1.6)),
  'probabilities-astray': reportOf(1, alarmed(0.2)),
} as const;
const kinds = Object.keys(wrong) as (keyof typeof wrong)[];

describe('a year as expected', () => {
  test('shows what support can be expected to do, and holds nothing', () => {
    expect(faults(taught(right))).toEqual([]);
    expect(taught(right).map(({ kind }) => kind)).toEqual(['regression-to-mean', 'hubs']);
  });
});

describe('an error of the year before', () => {
  test.each(kinds)('of kind %s blocks under the same rules', (kind) => {
    expect(faults(taught(wrong[kind]))).toContain(`blocks ${kind}`);
  });

  test.each([
    ['asked-too-much', 'baseline', 'warns'],
    ['range-too-narrow', 'baseline', 'warns'],
    ['probabilities-astray', 'baseline', 'blocks'],
    ['asked-too-much', 'monitoring', 'blocks'],
    ['probabilities-astray', 'monitoring', 'warns'],
    ['probabilities-astray', 'season', 'warns'],
  ] as const)('of kind %s, once the %s rules differ: %s', (kind, rule, severity) => {
    const lessons = taught(wrong[kind], undefined, { ...sameRules, [rule]: 'another' });
    expect(faults(lessons)).toContain(`${severity} ${kind}`);
    const lesson = lessons.find((one) => one.kind === kind);
    expect(lesson?.sentence.includes('changed since')).toBe(severity === 'warns');
  });

  test('blocks when the rules of the year are not known', () => {
    const { judgedUnder, ...older } = wrong['asked-too-much'];
    expect(judgedUnder).toBeDefined();
    expect(faults(taught(older))).toContain('blocks asked-too-much');
  });

  test('in a model fitted twice in the year blocks when one of its parameters is in force', () => {
    const report = reportOf(1, worse(0.5), {
      judgedUnder: { ...sameRules, baseline: ['baseline-early', sameRules.baseline] },
    });
    expect(faults(taught(report))).toContain('blocks asked-too-much');
  });

  test('a range that is too wide is noted', () => {
    expect(faults(taught(reportOf(1, surer(0.4))))).toEqual(['warns range-too-wide']);
  });
});

describe('an error over two years', () => {
  const before = { academicYear: yearBefore };

  test.each(kinds)('in %s is noted for one year and blocks for both', (kind) => {
    expect(faults(taught(wrong[kind], { ...right, ...before }))).toContain(`warns ${kind}`);
    expect(faults(taught(wrong[kind], { ...wrong[kind], ...before }))).toContain(`blocks ${kind}`);
  });

  test('with opposite signs is a shock of each year', () => {
    const lessons = taught(wrong['asked-too-much'], { ...wrong['asked-too-little'], ...before });
    expect(faults(lessons)[0]).toBe('warns asked-too-much');
    expect(lessons[0]?.sentence).toContain('The year before that did not show it.');
  });

  test('is not cleared by a year under other or unknown rules', () => {
    const { judgedUnder, ...older } = right;
    const other = { ...right, judgedUnder: { baseline: ['old'], monitoring: 'old', season: 'old' } };
    for (const earlier of [
      { ...older, ...before },
      { ...other, ...before },
    ])
      expect(faults(taught(wrong['asked-too-much'], earlier))).toContain('blocks asked-too-much');
    expect(judgedUnder).toBeDefined();
  });

  test('is not cleared by a year in which the group was too small', () => {
    const few = reportOf(1, (school) => (school.phase === 'primary' ? { ...school, phase: 'special' } : school));
    expect(faults(taught(wrong['asked-too-much'], { ...few, ...before }))).toContain('blocks asked-too-much');
  });
});

describe('groups in the lessons', () => {
  test('give no lesson when they are too small', () => {
    const { schools } = inventedYear(3);
    const some = (count: number): LearningReport =>
      reportOf(3, worse(3), { schools: schools.filter(({ phase }) => phase === 'primary').slice(0, count) });
    expect(faults(taught(some(29)))).toEqual([]);
    expect(faults(taught(some(30)))).toContain('blocks asked-too-much');
  });

  test('referred or overridden far more than others are noted by name', () => {
    const report = reportOf(2, (school) => ({
      ...school,
      isReferred: school.regionCode === 'A' || (school.deprivationFifth === 1 && Number(school.urn) % 4 === 0),
      isOverridden: school.regionCode === 'D' || Number(school.urn) % 30 === 0,
    }));
    const noted = taught(report).filter(({ severity }) => severity === 'warns');
    expect(noted.map(({ sentence }) => sentence)).toEqual([
      'Deprivation, first fifth (most deprived): support was proposed much more often than for the others.',
      'Region, North East: support was proposed much more often than for the others.',
      'Special educational needs, first fifth (fewest): support was proposed much more often than for the others.',
      'Region, Yorkshire and the Humber: people overrode the expectation much more often than for the others.',
    ]);
  });

  test('by size are described by number of pupils', () => {
    const report = reportOf(2, (school) => ({ ...school, isReferred: school.enrolments < 100 }));
    expect(taught(report).map(({ sentence }) => sentence)).toContain(
      'Size, under 100 pupils: support was proposed much more often than for the others.',
    );
  });
});

describe('the expected effect of support', () => {
  const sentence = (report: LearningReport, kind: Lesson['kind']): string =>
    taught(report).find((lesson) => lesson.kind === kind)?.sentence ?? '';

  test.each([
    [{ shareOfImprovement: 0.7 }, 'At least half of the improvement'],
    [{ shareOfImprovement: 0.4 }, 'Less than half of the improvement'],
    [{ shareOfImprovement: undefined }, 'did not improve on the whole'],
    [{ supportPoints: { value: 0.3, low: 0.1, high: 0.5 } }, 'improved more than similar schools'],
    [{ supportPoints: { value: -0.3, low: -0.5, high: -0.1 } }, 'improved less than similar schools'],
    [{ supportPoints: { value: 0.1, low: -0.1, high: 0.3 } }, 'cannot be distinguished from chance'],
  ])('is put into words for %j', (change, words) => {
    const regressionToMean = { ...right.regressionToMean, ...change } as LearningReport['regressionToMean'];
    expect(sentence({ ...right, ...(regressionToMean && { regressionToMean }) }, 'regression-to-mean')).toContain(
      words,
    );
  });

  test.each([
    [0.1, 0.5, 'fell more where a hub had opened'],
    [-0.5, -0.1, 'fell less where a hub had opened'],
    [-0.1, 0.1, 'cannot be distinguished from chance'],
  ])('of hubs from %f to %f points is put into words', (low, high, words) => {
    const hubs = { ...right.hubs, points: { value: (low + high) / 2, low, high } } as NonNullable<
      LearningReport['hubs']
    >;
    expect(sentence({ ...right, hubs }, 'hubs')).toContain(words);
  });

  test('is left out where the year cannot show it', () => {
    const { hubs, regressionToMean, ...rest } = right;
    expect([hubs, regressionToMean]).not.toContain(undefined);
    expect(taught(rest)).toEqual([]);
  });
});

describe('the lessons of a year', () => {
  test('hold no figures but those that name a range or a size', () => {
    for (const kind of kinds)
      for (const { sentence } of taught(wrong[kind]))
        expect(sentence.replaceAll(/\b(80|95)%/g, '')).not.toMatch(/\d|!|fail/);
  });

  test('name the months with unreliable probabilities, from January', () => {
    const { sentence } =
      taught(wrong['probabilities-astray']).find(({ kind }) => kind === 'probabilities-astray') ?? {};
    expect(sentence).toMatch(/^The probabilities of January, February, March, April, May and June did not/);
    const autumn = reportOf(1, (school) => ({
      ...alarmed(0.2)(school),
      checks: alarmed(0.2)(school).checks.slice(0, 1),
    }));
    expect(autumn.probabilities.map(({ month }) => month)).toEqual(['2025-11']);
    expect(faults(taught(autumn))).toEqual([]);
  });

  test('do not depend on the order of groups and months', () => {
    const report = reportOf(2, (school) => ({
      ...alarmed(0.2)(school),
      isReferred: school.regionCode === 'A' || school.regionCode === 'D',
    }));
    const { referredBy, overriddenByRegion, probabilities, expectations } = report;
    fc.assert(
      fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (stream) => {
        const shuffled = <Item>(items: readonly Item[]): Item[] =>
          items
            .map((item) => ({ item, at: stream.next().value as number }))
            .sort((a, b) => a.at - b.at)
            .map(({ item }) => item);
        const again: LearningReport = {
          ...report,
          referredBy: Object.fromEntries(
            Object.entries(referredBy).map(([grouping, groups]) => [grouping, shuffled(groups)]),
          ) as unknown as typeof referredBy,
          overriddenByRegion: shuffled(overriddenByRegion),
          probabilities: shuffled(probabilities),
          expectations: {
            ...expectations,
            byPhase: Object.fromEntries(shuffled(Object.entries(expectations.byPhase))),
          },
        };
        expect(taught(again)).toEqual(taught(report));
      }),
      { numRuns: 20 },
    );
  });

  const gravity = (lessons: readonly Lesson[]): number =>
    faults(lessons).filter((one) => one.startsWith('blocks')).length;
  const schools = inventedYear(5).schools.filter((_, index) => index % 5 === 0);
  const some = { schools, hubAreas: [] };

  test.each([
    ['levels', worse],
    ['ranges', (size: number) => surer(1 + size)],
    ['probabilities', (size: number) => alarmed(Math.min(size / 2, 1))],
  ] as const)('are at least as strict for more of the same error: %s', (_name, wrongBy) => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map((size) =>
          gravity(taught(reportOf(5, wrongBy(size), some))),
        );
        expect(more).toBeGreaterThanOrEqual(less ?? 0);
      }),
      { numRuns: 30 },
    );
  });

  test('name the bounds by which they were found', () => {
    expect(lessonsOf({ last: right }, sameRules)).toMatchObject({
      academicYear: '202526',
      bounds: defaultLessonBounds,
    });
    const lenient = { ...defaultLessonBounds, version: 'lenient', biasPoints: 5 };
    expect(faults(lessonsOf({ last: wrong['asked-too-much'] }, sameRules, lenient).lessons)).not.toContain(
      'blocks asked-too-much',
    );
  });
});
