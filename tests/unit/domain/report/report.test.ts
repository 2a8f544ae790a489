import { describe, expect, it } from 'vitest';
import { plainNarrative } from '../../../../domain/narrative/template.js';
import { type ReportFacts } from '../../../../domain/report/facts.js';
import { figuresOf } from '../../../../domain/report/figures.js';
import { renderHtml } from '../../../../web/documents/report-html.js';
import { renderText } from '../../../../domain/report/forms/text.js';
import { buildReport, type Report } from '../../../../domain/report/report.js';
import { notComparedOn, stepsOf } from '../../../../domain/report/standing.js';
import { type ReportVersion } from '../../../../domain/report/section.js';
import { defaultDecisionPolicy } from '../../../../domain/school-year/default-policy.js';
import { toolkitsFor } from '../../../../domain/toolkits/toolkits-for.js';
import { exampleFacts } from '../narrative/example.js';

const wholeFacts = (change: Partial<ReportFacts> = {}): ReportFacts => {
  const facts = exampleFacts({ notComparedOn, steps: stepsOf(defaultDecisionPolicy), ...change });
  return { ...facts, toolkits: toolkitsFor(facts, 'primary') };
};

const reportOf = (facts: ReportFacts, change: Partial<ReportVersion> = {}): Report =>
  buildReport(facts, {
    reportVersion: 1,
    standing: 'issued',
    reason: 'first draft',
    createdOn: '2024-10-01',
    narrative: plainNarrative(facts),
    writtenBy: 'plain template, because no model is set up',
    ...change,
  });

const report = reportOf(wholeFacts());
const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');

describe('the figures of a report', () => {
  it('each have a value, a source and a date, and a unique key', () => {
    const figures = figuresOf(wholeFacts());
    expect(new Set(figures.map(({ key }) => key)).size).toBe(figures.length);
    for (const { value, shown, origin } of figures) {
      expect(Number.isFinite(value)).toBe(true);
      expect(shown).not.toBe('');
      expect(origin.asOf).not.toBe('');
      if (origin.kind === 'file') expect(origin.line).toBeGreaterThan(0);
      if (origin.kind === 'model') expect(origin.modelVersion).toBe('model-1');
    }
  });

  it('are those of the facts to one decimal, with the amount asked rounded down', () => {
    const shown = Object.fromEntries(figuresOf(wholeFacts()).map((figure) => [figure.key, figure.shown]));
    expect(shown).toMatchObject({
      floor: '94.3%',
      improvement: '0.2 percentage points',
      baseline: '94.1%',
      'own-attendance 202324': '94.4%',
      'persistent-absence 202223': '15.0%',
      'severe-absence 202324': '1.2%',
      'level national': '94.5%',
      'level local-authority': '94.2%',
      'similar-attendance 900102': '95.0%',
      'similar-miles 900103': 'about 5.3 miles',
      pupils: '300',
    });
  });

  it('have a corrected figure and an agreed floor next to what they replace', () => {
    const [latest, ...rest] = exampleFacts().years;
    if (!latest) throw new Error('The example has years.');
    const facts = wholeFacts({
      years: [{ ...latest, correctedAttendancePercent: 95.04 }, ...rest],
      agreed: { floorAttendancePercent: 96.06, setBy: 'school' },
    });
    const figures = figuresOf(facts);
    expect(figures.find(({ key }) => key === 'own-attendance 202324')?.value).toBe(94.36);
    expect(figures.find(({ key }) => key === 'corrected-attendance 202324')).toMatchObject({
      value: 95.04,
      origin: { kind: 'person' },
    });
    expect(figures.find(({ key }) => key === 'agreed-floor')).toMatchObject({
      shown: '96.0%',
      origin: { kind: 'person' },
    });
    expect(figures.find(({ key }) => key === 'floor')?.shown).toBe('94.3%');
    expect(renderText(reportOf(facts))).toContain('The school set the agreed level itself.');
  });
});

describe.each([
  ['text', renderText],
  ['HTML', renderHtml],
  ['JSON', JSON.stringify],
] as const)('a report as %s', (form, render) => {
  const text = flat(render(report));

  it.each([
    ['the school’s attendance, and its years', 'Attendance at Invented Primary School was 94.4% in 2023/24.'],
    ['what is expected', '94.3%'],
    [
      'the interval in words and numbers',
      'between 93.4% and 94.8% eight times in ten, and between 93.1% and 95.1% nineteen times in twenty',
    ],
    ['the rungs that apply', 'Top quarter of similar schools'],
    ['persistent and severe absence', 'Severe absence'],
    ['the local authority and the nation', 'Local authority average'],
    ['similar schools', 'Dale Academy'],
    ['that miles are an estimate', 'Miles are an estimate of the way by road: the straight line times 1.3.'],
    ['what is alike', 'number of pupils'],
    ['what it is not compared with', 'Inspection results, tests and exams.'],
    ['what to do about a wrong figure', 'Tell us which figure, what it should be and how you know.'],
    ['what happens next and when', 'Within 20 school days of the day it was sent to you.'],
    ['that it is confidential', 'This report is confidential. It is not published and is not shared with Ofsted.'],
    [
      'that it is indicative, a starting point and not a limit',
      'The expectation is indicative: a starting point and not a limit.',
    ],
    ['who wrote it', 'plain template, because no model is set up'],
    ['practice that may help', 'Year 6 to Year 7: sending pupils on'],
    ['the model', 'model-1'],
  ])('gives %s', (_what, sentence) => {
    expect(text).toContain(sentence);
  });

  it('shows every figure with its source', () => {
    for (const { shown, origin } of report.figures) {
      if (form !== 'JSON') expect(text).toContain(shown);
      if (origin.kind === 'file')
        expect(text).toContain(
          form === 'JSON' ? `"line":${origin.line}` : `file ${origin.batchId}, line ${origin.line}`,
        );
    }
  });

  it('is the same for the same facts', () => {
    expect(render(reportOf(wholeFacts()))).toBe(render(report));
  });

  it('says that decisions are simulated where they are', () => {
    const notice = 'Real published data, simulated decisions.';
    const facts = wholeFacts();
    expect(text).not.toContain(notice);
    expect(flat(render(reportOf({ ...facts, notes: [...facts.notes, notice] })))).toContain(notice);
  });

  it('gives a withheld school its reason, and no figure of an expectation', () => {
    const { expectation, ...rest } = wholeFacts();
    expect(expectation).toBeDefined();
    const reason = 'There is no full year of attendance for this school yet.';
    const withheld = reportOf({ ...rest, ladder: [], years: [], withheldBecause: [reason] });
    expect(flat(render(withheld))).toContain('No expectation is set for this school this year.');
    expect(flat(render(withheld))).toContain(reason);
    expect(withheld.figures.some(({ key }) => key === 'floor')).toBe(false);
  });

  it('says why no school is named', () => {
    const reason = 'There are too few schools of this kind in the region.';
    const alone = reportOf(wholeFacts({ similar: { kind: 'no-fair-example', reason } }));
    expect(flat(render(alone))).toContain(reason);
  });
});

describe('a report as a page', () => {
  const awkward = wholeFacts({
    name: 'Ysgol <b>Bryn</b> "Môn" & St John’s <script>alert(1)</script>',
    laName: '</title><script>x</script>',
  });
  const page = renderHtml(
    reportOf(awkward, { writtenBy: '<img src=x onerror=y>', schoolNote: '<b>Note</b> of Tŷ Gŵyr', reason: '"><i>' }),
  );

  it('escapes every text, whatever a name contains', () => {
    expect(page).not.toMatch(/<script|<b>|<img|<i>/);
    expect(page).toContain(
      'Ysgol &lt;b&gt;Bryn&lt;/b&gt; &quot;Môn&quot; &amp; St John’s &lt;script&gt;alert(1)&lt;/script&gt;',
    );
    expect(page).toContain('&lt;b&gt;Note&lt;/b&gt; of Tŷ Gŵyr');
  });

  it('has no script, no external link and no style that a strict policy would refuse', () => {
    for (const [tag] of page.matchAll(/<[^>]+>/g))
      expect(tag).not.toMatch(
        /<script|javascript:|\son\w+=|\sstyle=|https?:\/\/(?!www\.w3\.org\/2000\/svg)|<link|<iframe/,
      );
    expect(page.match(/<style>/g)).toHaveLength(1);
  });

  it('has one language, one title, one main part, and headings in order', () => {
    expect(page).toContain('<html lang="en-GB">');
    for (const once of [/<h1>/g, /<main/g, /<title>/g]) expect(page.match(once)).toHaveLength(1);
    const levels = [...page.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
    levels.forEach((level, index) => {
      if (index > 0) expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1);
    });
  });

  it('has a caption and headings for rows and columns in every table, and unique ids', () => {
    const tables = page.match(/<table>[\s\S]*?<\/table>/g) ?? [];
    expect(tables.length).toBeGreaterThan(4);
    for (const table of tables) {
      expect(table).toContain('<caption>');
      expect(table).toContain('scope="col"');
      expect(table).toContain('scope="row"');
    }
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of page.matchAll(/aria-labelledby="([^" ]+)/g)) expect(ids).toContain(id);
  });

  it('closes every element that it opens', () => {
    const open: string[] = [];
    const alone = new Set(['meta', 'br', 'line', 'circle', 'rect', 'polyline']);
    for (const [, slash, name = ''] of page.replace('<!DOCTYPE html>', '').matchAll(/<(\/?)([a-zA-Z][a-zA-Z0-9]*)/g)) {
      if (alone.has(name)) continue;
      if (slash === '/') expect(open.pop()).toBe(name);
      else open.push(name);
    }
    expect(open).toEqual([]);
  });

  it('has a chart with a description in words', () => {
    expect(page).toMatch(/<svg [^>]*role="img" aria-labelledby="chart-900101-title chart-900101-desc"/);
    const described = /<desc[^>]*>([^<]*)<\/desc>/.exec(page)?.[1] ?? '';
    for (const part of [
      '2022/23: 93.9%',
      '2023/24: 94.4%',
      'Expected level in 2024/25: 94.3%',
      'National average: 94.5%',
    ])
      expect(described).toContain(part);
  });

  it('draws every mark inside the chart', () => {
    const low = renderHtml(
      reportOf(
        wholeFacts({
          years: exampleFacts().years.map((year) => ({
            ...year,
            attendancePercent: { ...year.attendancePercent, value: year.attendancePercent.value - 40 },
          })),
        }),
      ),
    );
    for (const drawn of [page, low])
      for (const [, axis, value] of drawn.matchAll(/\s(c?[xy][12]?)="(-?[\d.]+)"/g)) {
        expect(Number(value)).toBeGreaterThanOrEqual(0);
        expect(Number(value)).toBeLessThanOrEqual(axis?.includes('y') === true ? 320 : 720);
      }
  });

  it('has no chart when there is nothing to draw', () => {
    const { expectation, ...rest } = wholeFacts({ years: [], levels: [], ladder: [] });
    expect(expectation).toBeDefined();
    expect(renderHtml(reportOf(rest))).not.toContain('<svg');
  });
});

describe('a report as text', () => {
  it('has lines that fit a letter, and printable characters only', () => {
    const text = renderText(reportOf(wholeFacts({ name: 'Invented\u202E\u0000 School' })));
    for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(84);
    expect(text).not.toMatch(/[^\P{C}\n]/u);
  });
});

describe('a later version of a report', () => {
  it('says why it was made and what has changed', () => {
    const changes = [
      { what: 'Number of pupils', before: '300', after: '310', inWords: 'Number of pupils: was 300, is now 310.' },
    ];
    const second = { reportVersion: 2, reason: 'The roll was corrected.' };
    const later = renderText(reportOf(wholeFacts(), { ...second, since: { reportVersion: 1, changes } }));
    expect(later).toContain('What has changed since version 1');
    expect(later).toContain('Why there is a new version: The roll was corrected.');
    expect(later).toContain('Number of pupils: was 300, is now 310.');
    expect(renderText(report)).not.toContain('What has changed');
    expect(renderText(reportOf(wholeFacts(), second))).not.toContain('What has changed');
  });
});
