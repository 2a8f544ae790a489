import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rungTitles } from '../../../../domain/baseline/ladder.js';
import {
  standingNotes,
  type ExpectationFacts,
  type ReportFacts,
  type YearFacts,
} from '../../../../domain/report/facts.js';
import { plainNarrative } from '../../../../domain/narrative/template.js';
import { shownSum } from '../../../../domain/report/asked.js';
import { makeDraft } from '../../../../domain/drafting/draft.js';
import { prepareCampaign } from '../../../../domain/drafting/prepare-drafts.js';
import { academicYear } from '../../../../domain/shared/academic-year.js';
import { country, register, termsWith } from '../drafting/country.js';

const expectation = (change: Partial<ExpectationFacts> = {}): ExpectationFacts => ({
  baselineAttendancePercent: 94.1,
  expectedAttendancePercent: 94.1,
  floorAttendancePercent: 94.3,
  improvementPoints: 0.2,
  standardDeviationPoints: 0.5,
  isHold: false,
  interval80: { lowPercent: 93.4, highPercent: 94.8 },
  interval95: { lowPercent: 93.1, highPercent: 95.1 },
  reasons: [],
  ...change,
  shown: shownSum({ floorAttendancePercent: 94.3, improvementPoints: 0.2, ...change }),
});

const year = (code: string, value: number, corrected?: number): YearFacts => ({
  academicYear: academicYear(code),
  attendancePercent: { value, source: { batchId: 1, line: 2, asOf: code } },
  ...(corrected !== undefined && { correctedAttendancePercent: corrected }),
});

const bare: ReportFacts = {
  academicYear: academicYear('202425'),
  urn: '900101',
  name: 'Invented Primary School',
  laName: 'Invented Authority',
  regionName: 'London',
  phase: 'primary',
  modelVersion: 'model-1',
  policyVersion: 'policy-1',
  enrolments: 300,
  years: [year('202324', 94.36), year('202223', 93.9)],
  ladder: [],
  levels: [],
  notComparedOn: [],
  steps: [],
  toolkits: [],
  similar: {
    kind: 'found',
    schools: [
      { urn: '900102', name: 'Invented Example School', attendancePercent: 95, miles: 2.1, alike: [], different: [] },
    ],
  },
  findings: [],
  notes: standingNotes,
};

const facts = (change: Partial<ReportFacts> = {}): ReportFacts => ({
  ...bare,
  expectation: expectation(),
  ladder: [
    { name: rungTitles['own-level'], attendancePercent: 94.36 },
    { name: rungTitles.expectation, attendancePercent: 94.3 },
    { name: rungTitles.national, attendancePercent: 94.8 },
  ],
  levels: [{ name: 'national', attendancePercent: 94.8 }],
  ...change,
});

const figuresIn = (text: string): readonly number[] =>
  [...text.matchAll(/\d+\.\d+/g)].map(([figure]) => Number(figure));

describe('the template narrative', () => {
  it('gives the school’s attendance, the expectation, the ladder and similar schools with more', () => {
    expect(plainNarrative(facts())).toBe(
      [
        'Attendance at Invented Primary School was 94.4% in 2023/24. It was 93.9% in 2022/23.',
        'For 2024/25 the school is asked to reach at least 94.3%. That is an improvement of 0.2 percentage points on its baseline, which evens out good and bad years.',
        'The ladder shows further levels. The national average stood at 94.8%.',
        'Similar schools had higher attendance: Invented Example School (95.0%, about 2.1 miles by road).',
        standingNotes.join(' '),
      ].join('\n\n'),
    );
  });

  it('asks a school with high attendance to hold its level', () => {
    const text = plainNarrative(facts({ expectation: expectation({ isHold: true, improvementPoints: 0 }) }));
    expect(text).toContain('For 2024/25 the school is asked to hold its attendance at 94.3% or above.');
    expect(text).not.toContain('improvement');
  });

  it('gives a corrected figure next to the published one', () => {
    const text = plainNarrative(facts({ years: [year('202324', 94.36, 95.1)], correctedEnrolments: 260 }));
    expect(text).toContain('was 94.4% in 2023/24.');
    expect(text).toContain('For 2023/24 the figure on record is now 95.1%.');
    expect(text).toContain('The number of pupils on record is now 260. The data said 300.');
  });

  it('gives the reason for no expectation or no example', () => {
    const text = plainNarrative({
      ...bare,
      withheldBecause: ['There is no full year of attendance for this school yet.'],
      similar: { kind: 'no-fair-example', reason: 'Too few schools are alike.' },
    });
    expect(text).toContain(
      'No expectation is set for this school this year. There is no full year of attendance for this school yet.',
    );
    expect(text).toContain('No school is named as an example. Too few schools are alike.');
  });

  it('never asks in words for more than was computed', () => {
    const level = fc.double({ min: 80, max: 99.9, noNaN: true });
    fc.assert(
      fc.property(level, fc.double({ min: 0, max: 3, noNaN: true }), (floor, improvementPoints) => {
        const text = plainNarrative(
          facts({
            years: [],
            ladder: [],
            expectation: expectation({ floorAttendancePercent: floor, improvementPoints }),
          }),
        );
        const [asked, improvement] = figuresIn(text);
        expect(asked).toBeLessThanOrEqual(floor + 1e-9);
        expect(improvement).toBeLessThanOrEqual(Math.max(improvementPoints, 0.1) + 1e-9);
        expect(improvement).toBeGreaterThan(0);
      }),
    );
  });
});

describe('the narratives of a whole country', () => {
  const more = [
    register('900201', { status: 'closed' }),
    register('900203', { typeCode: '07', phase: 'special' }),
    register('900209'),
  ];
  const campaign = prepareCampaign(country({ schools: more }));
  const reports = campaign.drafts.map((draft) => makeDraft(draft, termsWith(campaign.model)).facts);

  it('use no figure that is not among the facts', () => {
    for (const report of reports) {
      const { years, ladder, similar, expectation: figures } = report;
      const known = [
        ...years.flatMap(({ attendancePercent, persistentAbsencePercent, severeAbsencePercent }) =>
          [attendancePercent, persistentAbsencePercent, severeAbsencePercent].map((figure) => figure?.value ?? NaN),
        ),
        ...ladder.map(({ attendancePercent }) => attendancePercent),
        ...(similar.kind === 'found'
          ? similar.schools.flatMap(({ attendancePercent, miles = NaN }) => [attendancePercent, miles])
          : []),
      ];
      const allowed = figures ? [...known, figures.floorAttendancePercent, figures.improvementPoints, 0.1] : known;
      for (const figure of figuresIn(plainNarrative(report))) {
        expect(
          allowed.some((value) => Math.abs(value - figure) <= 0.1 + 1e-9),
          `${figure} of ${report.urn}`,
        ).toBe(true);
      }
    }
  });

  it('blame no school, and name the inspectorate only to say that it sees nothing', () => {
    for (const report of reports) {
      const text = plainNarrative(report);
      expect(text).not.toMatch(/fail|blame|poor|worst|!|inspect|league|punish/i);
      expect(text.match(/Ofsted/g)).toEqual(['Ofsted']);
      expect(text).toContain('It is not published and is not shared with Ofsted.');
    }
  });

  it('give each school without an expectation its reason', () => {
    const without = reports.filter((report) => !report.expectation);
    expect(without.length).toBeGreaterThanOrEqual(3);
    for (const report of without) {
      expect(report.withheldBecause?.length).toBeGreaterThan(0);
      for (const reason of report.withheldBecause ?? []) expect(plainNarrative(report)).toContain(reason);
    }
  });
});
