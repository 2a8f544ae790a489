import { academicYear, type AcademicYear, yearInWords } from '../../domain/shared/academic-year.js';
import { dateIn, lastDayOfMonth, parseIsoDate, weekdaysOfMonth } from '../reading/date.js';
import { countRule, requiredNumber } from '../reading/numbers.js';
import { type Row } from '../reading/row.js';
import { type FileContext, type FileFormat, type TableRow } from './file-format.js';
import { OneMonth } from './one-month.js';

const counts = [
  'possible_sessions',
  'authorised_absence_sessions',
  'unauthorised_absence_sessions',
  'enrolments',
  'persistently_absent_enrolments',
  'severely_absent_enrolments',
] as const;

/** Sent by schools whose system supplies it. */
const illness = 'illness_sessions';

type Counts = Readonly<Record<(typeof counts)[number], number | undefined>>;

/** Our own file, documented in docs/monthly-return.md: the sessions of one month, and enrolments counted from September to `as_of`. */
export const monthlyReturn: FileFormat = {
  kind: 'monthly-return',
  table: 'monthly_return',
  columns: [...['urn', 'month', ...counts, 'as_of'].map((name) => ({ name })), { name: illness, isOptional: true }],
  tableColumns: ['academic_year', 'urn', 'month', ...counts, 'as_of', illness],
  key: { tableColumns: ['urn'], column: 'urn' },
  needsRegister: true,
  begin: (file) => {
    const oneMonth = new OneMonth(file.errors);
    return {
      map: (row) => schoolMonth(row, file, oneMonth),
      finish: () => {
        oneMonth.check();
      },
    };
  },
};

interface Month {
  readonly month: string;
  readonly year: number;
  readonly number: number;
  readonly academicYear: AcademicYear;
}

function schoolMonth(row: Row, file: FileContext, oneMonth: OneMonth): TableRow | undefined {
  const urn = knownUrnIn(row, file);
  const month = monthIn(row, file.academicYear);
  if (month !== undefined) oneMonth.note(row.line, month.month);
  const asOf = asOfIn(row, month);
  const numbers = Object.fromEntries(
    counts.map((column) => [column, requiredNumber(row, column, countRule)]),
  ) as Counts;
  checkSessions(row, numbers, month);
  const illnessSessions = illnessIn(row, numbers);
  checkEnrolments(row, numbers);
  if (row.hasProblem || urn === undefined || month === undefined || asOf === undefined) return undefined;
  const stored = Object.fromEntries(counts.map((column) => [column, numbers[column] ?? null]));
  return {
    academic_year: month.academicYear,
    urn,
    month: month.month,
    ...stored,
    as_of: asOf,
    [illness]: illnessSessions ?? null,
  };
}

/** Illness, code I, is an authorised absence; source: docs/sources/absence-statistics.md#register-codes. */
function illnessIn(row: Row, { authorised_absence_sessions: authorised }: Counts): number | undefined {
  if (!row.has(illness)) return undefined;
  const sessions = requiredNumber(row, illness, countRule);
  if (sessions !== undefined && authorised !== undefined && sessions > authorised) {
    row.report(illness, {
      problem: 'More sessions were missed by illness than were missed with authorisation.',
      remedy: 'Count the sessions coded I among the authorised absence too.',
    });
  }
  return sessions;
}

function knownUrnIn(row: Row, file: FileContext): string | undefined {
  const urn = row.urn('urn');
  if (urn === undefined || file.isKnownUrn(urn)) return urn;
  row.report('urn', {
    problem: 'The register in use has no school with this URN.',
    remedy: 'Check the URN. If the school is new, import the newest register first.',
  });
  return undefined;
}

const monthPattern = /^(\d{4})-(0[1-9]|1[0-2])$/;

/** An academic year runs from September to August, and August has no sessions; source: docs/sources/absence-statistics.md#calendar. */
function monthIn(row: Row, expectedYear: AcademicYear | undefined): Month | undefined {
  const text = row.text('month');
  const match = monthPattern.exec(text);
  if (match === null) {
    row.report('month', { problem: 'This is not a month.', remedy: 'Write the month as yyyy-mm, such as 2024-09.' });
    return undefined;
  }
  const year = Number(match[1]);
  const number = Number(match[2]);
  if (number === 8) {
    row.report('month', { problem: 'August has no school sessions.', remedy: 'Send returns for September to July.' });
    return undefined;
  }
  const first = number >= 9 ? year : year - 1;
  const found = academicYear(`${String(first).padStart(4, '0')}${String((first + 1) % 100).padStart(2, '0')}`);
  if (expectedYear === undefined || found === expectedYear) return { month: text, year, number, academicYear: found };
  row.report('month', {
    problem: `The month is outside the academic year ${yearInWords(expectedYear)}.`,
    remedy: 'Correct the month, or import the file for the year it belongs to.',
  });
  return undefined;
}

function asOfIn(row: Row, month: Month | undefined): string | undefined {
  const date = dateIn(row, 'as_of', parseIsoDate);
  if (
    month !== undefined &&
    date !== undefined &&
    date < `${month.month}-${lastDayOfMonth(month.year, month.number)}`
  ) {
    row.report('as_of', {
      problem: 'The figures were taken before the month ended.',
      remedy: 'Take them from the register after the last day of the month, and write that date.',
    });
    return undefined;
  }
  return date;
}

function checkSessions(row: Row, numbers: Counts, month: Month | undefined): void {
  const {
    possible_sessions: possible,
    authorised_absence_sessions: authorised,
    unauthorised_absence_sessions: unauthorised,
    enrolments,
  } = numbers;
  if (
    possible !== undefined &&
    authorised !== undefined &&
    unauthorised !== undefined &&
    authorised + unauthorised > possible
  ) {
    row.report('possible_sessions', {
      problem: 'More sessions were missed than were possible.',
      remedy:
        'Correct the absence sessions or the possible sessions. Sessions coded D, X, Q or Y1 to Y7 belong to neither.',
    });
  }
  if (possible === undefined || enrolments === undefined || month === undefined) return;
  const most = enrolments * weekdaysOfMonth(month.year, month.number) * 2;
  if (possible > most) {
    row.report('possible_sessions', {
      problem: 'There are more possible sessions than the enrolled pupils could attend in the month.',
      remedy:
        'Give the sessions of this month alone, not of the year so far, and all enrolments since September, leavers included.',
    });
  }
}

/** Severe absence is part of persistent absence, and both are enrolments; source: docs/sources/absence-statistics.md#rates. */
function checkEnrolments(row: Row, numbers: Counts): void {
  const { enrolments, persistently_absent_enrolments: persistent, severely_absent_enrolments: severe } = numbers;
  if (enrolments !== undefined && persistent !== undefined && persistent > enrolments) {
    row.report('persistently_absent_enrolments', {
      problem: 'More pupils are persistently absent than are enrolled.',
      remedy: 'Correct one of the two; both are counts since September.',
    });
  }
  if (persistent !== undefined && severe !== undefined && severe > persistent) {
    row.report('severely_absent_enrolments', {
      problem: 'More pupils are severely absent than persistently.',
      remedy: 'Count severely absent pupils among the persistently absent too.',
    });
  }
}
