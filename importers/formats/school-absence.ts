import { type PublishedFigure, valueOf } from '../../domain/shared/published-figure.js';
import { authorityCodeIn, levelIn, phaseIn, schoolPhases, statisticsColumns, yearIn } from '../reading/area.js';
import { wholeNumber } from '../reading/codes.js';
import { FigureColumns } from '../reading/marks.js';
import { countRule, figureIn, percentRule } from '../reading/numbers.js';
import { type Row } from '../reading/row.js';
import { type FileFormat, type TableRow } from './file-format.js';

/** Table column of each published figure; source of the names: data catalogue of "Pupil absence in schools in England". */
const counts = {
  enrolments: 'enrolments',
  possible_sessions: 'sess_possible',
  absence_sessions: 'sess_overall',
  authorised_sessions: 'sess_authorised',
  unauthorised_sessions: 'sess_unauthorised',
} as const;

const percentages = {
  absence_percent: 'sess_overall_percent',
  authorised_percent: 'sess_authorised_percent',
  unauthorised_percent: 'sess_unauthorised_percent',
  persistent_absence_percent: 'enrolments_pa_10_exact_percent',
  severe_absence_percent: 'enrolments_pa_50_exact_percent',
} as const;

type FigureName = keyof typeof counts | keyof typeof percentages;
type Figures = ReadonlyMap<FigureName, PublishedFigure>;

const countNames = Object.keys(counts) as (keyof typeof counts)[];
const percentNames = Object.keys(percentages) as (keyof typeof percentages)[];

/** Rounding of published percentages to one decimal, three times over. */
const sumTolerancePercent = 0.16;
const rateTolerancePercent = 0.06;

export const schoolAbsence: FileFormat = {
  kind: 'school-absence',
  table: 'school_absence',
  columns: [
    statisticsColumns.year,
    statisticsColumns.span,
    { ...statisticsColumns.level, isOptional: true },
    { ...statisticsColumns.authority, isOptional: true },
    statisticsColumns.phase,
    { name: 'school_urn', aliases: ['urn'] },
    { name: 'school_laestab', aliases: ['laestab'], isOptional: true },
    ...Object.values(counts).map((name) => ({ name, isOptional: true })),
    { name: 'sess_overall_percent' },
    { name: 'sess_authorised_percent', isOptional: true },
    { name: 'sess_unauthorised_percent', isOptional: true },
    { name: 'enrolments_pa_10_exact_percent' },
    { name: 'enrolments_pa_50_exact_percent', isOptional: true },
    { name: 'enrolments_pa_10_exact', isOptional: true },
    { name: 'enrolments_pa_50_exact', isOptional: true },
  ],
  tableColumns: ['academic_year', 'urn', 'phase', 'laestab', 'la_code', ...countNames, ...percentNames, 'marks'],
  key: { tableColumns: ['academic_year', 'urn', 'phase'], column: 'school_urn' },
  begin: () => ({ map: (row) => absence(row) }),
};

function absence(row: Row): TableRow | undefined {
  if (row.has('geographic_level')) {
    const level = levelIn(row);
    if (level !== 'school') return undefined;
  }
  const phase = phaseIn(row, schoolPhases);
  if (phase === undefined) return undefined;
  const academicYear = yearIn(row);
  const urn = row.urn('school_urn');
  const laestab = laestabIn(row);
  const laCode = authorityCodeIn(row, 'old_la_code');
  const figures = figuresIn(row);
  checkSessions(row, figures);
  checkPercentages(row, figures);
  checkEnrolments(row, figures);
  if (row.hasProblem || academicYear === undefined || urn === undefined) return undefined;
  const columns = new FigureColumns();
  const numbers = [...countNames, ...percentNames].map(
    (name) => [name, columns.take(name, figures.get(name))] as const,
  );
  return {
    academic_year: academicYear,
    urn,
    phase,
    laestab,
    la_code: laCode ?? null,
    ...Object.fromEntries(numbers),
    marks: columns.toJson(),
  };
}

function laestabIn(row: Row): string | null {
  const text = wholeNumber(row.text('school_laestab'));
  if (/^\d{7}$/.test(text)) return text;
  if (text !== '')
    row.report('school_laestab', {
      problem: 'This is not a school number.',
      remedy: 'Write seven digits: authority, then establishment.',
    });
  return null;
}

function figuresIn(row: Row): Figures {
  const figures = new Map<FigureName, PublishedFigure>();
  for (const name of countNames) put(figures, name, figureIn(row, counts[name], countRule));
  for (const name of percentNames) put(figures, name, figureIn(row, percentages[name], percentRule));
  return figures;
}

function put(figures: Map<FigureName, PublishedFigure>, name: FigureName, figure: PublishedFigure | undefined): void {
  if (figure !== undefined) figures.set(name, figure);
}

function numberOf(figures: Figures, name: FigureName): number | undefined {
  const figure = figures.get(name);
  return figure === undefined ? undefined : valueOf(figure);
}

/** Absence is part of what was possible, and is authorised or not; source: docs/sources/absence-statistics.md#rates. */
function checkSessions(row: Row, figures: Figures): void {
  const possible = numberOf(figures, 'possible_sessions');
  const overall = numberOf(figures, 'absence_sessions');
  const authorised = numberOf(figures, 'authorised_sessions');
  const unauthorised = numberOf(figures, 'unauthorised_sessions');
  if (overall === undefined) return;
  if (possible !== undefined && overall > possible) {
    row.report('sess_overall', {
      problem: 'More sessions were missed than were possible.',
      remedy: 'Correct sess_overall or sess_possible.',
    });
  }
  if (authorised !== undefined && unauthorised !== undefined && authorised + unauthorised !== overall) {
    row.report('sess_overall', {
      problem: 'Authorised and unauthorised sessions do not add up to the overall ones.',
      remedy: 'Correct sess_overall, sess_authorised or sess_unauthorised.',
    });
  }
}

function checkPercentages(row: Row, figures: Figures): void {
  const overall = numberOf(figures, 'absence_percent');
  const authorised = numberOf(figures, 'authorised_percent');
  const unauthorised = numberOf(figures, 'unauthorised_percent');
  if (overall === undefined) return;
  if (
    authorised !== undefined &&
    unauthorised !== undefined &&
    Math.abs(authorised + unauthorised - overall) > sumTolerancePercent
  ) {
    row.report('sess_overall_percent', {
      problem: 'The authorised and unauthorised percentages do not add up to the overall one.',
      remedy: 'Correct sess_overall_percent, sess_authorised_percent or sess_unauthorised_percent.',
    });
  }
  const possible = numberOf(figures, 'possible_sessions');
  const missed = numberOf(figures, 'absence_sessions');
  if (
    possible !== undefined &&
    missed !== undefined &&
    possible > 0 &&
    Math.abs((100 * missed) / possible - overall) > rateTolerancePercent
  ) {
    row.report('sess_overall_percent', {
      problem: 'The percentage is not that of the session counts.',
      remedy: 'Correct sess_overall_percent, sess_overall or sess_possible.',
    });
  }
}

/** Severe absence is part of persistent absence, and both are enrolments; source: docs/sources/absence-statistics.md#rates. */
function checkEnrolments(row: Row, figures: Figures): void {
  const persistent = figureIn(row, 'enrolments_pa_10_exact', countRule);
  const severe = figureIn(row, 'enrolments_pa_50_exact', countRule);
  const enrolments = numberOf(figures, 'enrolments');
  const persistentCount = persistent === undefined ? undefined : valueOf(persistent);
  const severeCount = severe === undefined ? undefined : valueOf(severe);
  if (isAbove(persistentCount, enrolments)) {
    row.report('enrolments_pa_10_exact', {
      problem: 'More pupils are persistently absent than are enrolled.',
      remedy: 'Correct enrolments_pa_10_exact or enrolments.',
    });
  }
  if (isAbove(severeCount, persistentCount)) {
    row.report('enrolments_pa_50_exact', {
      problem: 'More pupils are severely absent than persistently.',
      remedy: 'Correct enrolments_pa_50_exact or enrolments_pa_10_exact.',
    });
  }
  if (isAbove(numberOf(figures, 'severe_absence_percent'), numberOf(figures, 'persistent_absence_percent'))) {
    row.report('enrolments_pa_50_exact_percent', {
      problem: 'The severe absence percentage is above the persistent one.',
      remedy: 'Correct enrolments_pa_50_exact_percent or enrolments_pa_10_exact_percent.',
    });
  }
}

const isAbove = (part: number | undefined, whole: number | undefined): boolean =>
  part !== undefined && whole !== undefined && part > whole;
