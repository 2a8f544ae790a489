import { fallenCounts, type MonthWarning } from '../monitoring/fallen-counts.js';
import { type Judgement } from '../monitoring/judgement.js';
import { monthName } from '../shared/dates.js';
import { type Notice } from '../process/transition-record.js';
import { type SchoolYearState } from './state.js';

/** What a person should look into, in the order of the months. */
export const warningsOf = ({ checks }: Judgement, { months }: SchoolYearState): readonly MonthWarning[] => {
  const few = checks
    .filter(({ needsLook }) => needsLook)
    .map(({ month }) => ({ month, about: 'few-sessions' as const }));
  return [...few, ...fallenCounts(months)].sort((a, b) => (key(a) < key(b) ? -1 : 1));
};

const key = ({ month, about }: MonthWarning): string => `${month} ${about}`;

export const newWarnings = (before: readonly MonthWarning[], now: readonly MonthWarning[]): readonly MonthWarning[] =>
  now.filter((warning) => !before.some((known) => key(known) === key(warning)));

/** Analysts can confirm a month with few sessions; the responsible body can send the right figures. */
export const warningNotices = (warnings: readonly MonthWarning[]): readonly Notice[] =>
  [...new Set(warnings.map(({ about }) => about))].flatMap((about) => [
    { to: 'analysts', about: words[about] },
    { to: 'responsible-body', about: words[about] },
  ]);

export const warningNote = (warnings: readonly MonthWarning[]): string =>
  warnings.map(({ month, about }) => `${monthName(month)}: ${words[about]}`).join(' ');

const words: Readonly<Record<MonthWarning['about'], string>> = {
  'few-sessions':
    'Far fewer sessions were possible than expected. Please check whether the school was closed or registers are missing. Until then the month is not judged.',
  'enrolments-fell':
    'Enrolments since September have fallen in a return. Please check whether it counts pupils on roll and leaves leavers out.',
  'absentees-fell':
    'The count of persistently absent pupils since September has more than halved in a return. Please check whether it covers the month alone.',
};
