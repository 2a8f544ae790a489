import { augustSessionsInSeptember, isSeptember } from '../../domain/shared/august.js';
import { wholeFile } from '../import-error.js';
import { weekdaysOfMonth } from '../reading/date.js';
import { countRule, requiredNumber } from '../reading/numbers.js';
import { type Row } from '../reading/row.js';
import { type FileContext, type FileFormat, type TableRow } from './file-format.js';
import { OneMonth } from './one-month.js';
import { asOfIn, monthIn, type Month } from './return-dates.js';

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

const noRows = {
  line: 1,
  column: wholeFile,
  problem: 'The file has a header and no rows.',
  remedy: 'Export the month again, and check that no filter leaves the schools out.',
};

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
    let hasRows = false;
    return {
      map: (row) => {
        hasRows = true;
        return schoolMonth(row, file, oneMonth);
      },
      finish: () => {
        if (!hasRows && file.errors.count === 0) file.errors.add(noRows);
        oneMonth.check();
      },
    };
  },
};

function schoolMonth(row: Row, file: FileContext, oneMonth: OneMonth): TableRow | undefined {
  const urn = knownUrnIn(row, file);
  const month = monthIn(row, file.academicYear);
  if (month !== undefined) oneMonth.note(row.line, month.month);
  const asOf = asOfIn(row, month, file);
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
  const most = enrolments * mostSessions(month);
  if (possible > most) {
    row.report('possible_sessions', {
      problem: 'There are more possible sessions than the enrolled pupils could attend in the month.',
      remedy:
        'Give the sessions of this month alone, not of the year so far, and all enrolments since September, leavers included.',
    });
  }
}

/** Sessions that a pupil could attend at most; a school that opens in August may return those days with September. */
const mostSessions = ({ month, year, number }: Month): number =>
  2 * weekdaysOfMonth(year, number) + (isSeptember(month) ? augustSessionsInSeptember(month) : 0);

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
