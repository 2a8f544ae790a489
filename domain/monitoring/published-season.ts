import { type AbsencePhase } from '../shared/phase.js';
import { type ReadingMonth, type YearToDateReading } from './season-readings.js';

/**
 * National year-to-date attendance, per cent, at eight releases of each of 2023/24, 2024/25 and 2025/26, and the school days to which
 * the release ran. Source: DfE, "Pupil attendance in schools", fortnightly releases (domain dossier 4.7), rounded to 0.1 as quoted
 * there. School days: those of 2024/25 after 8 September, on which the releases start.
 */
const releases = [
  { schoolDays: 5, primary: [96.1, 96.2, 96.2], secondary: [93.8, 94.3, 94.3], special: [90.0, 89.9, 89.7] },
  { schoolDays: 25, primary: [95.4, 95.7, 95.7], secondary: [92.2, 93.0, 93.1], special: [88.1, 88.3, 88.2] },
  { schoolDays: 50, primary: [95.1, 95.3, 95.3], secondary: [92.0, 92.6, 92.7], special: [87.7, 87.9, 87.9] },
  { schoolDays: 70, primary: [94.7, 94.8, 94.8], secondary: [91.6, 92.0, 92.0], special: [87.3, 87.3, 87.1] },
  { schoolDays: 95, primary: [94.6, 94.8, 94.8], secondary: [91.3, 91.9, 92.0], special: [87.1, 87.2, 87.1] },
  { schoolDays: 130, primary: [94.6, 94.8, 94.8], secondary: [91.2, 91.7, 91.8], special: [87.1, 87.1, 87.0] },
  { schoolDays: 148, primary: [94.7, 94.9, 94.9], secondary: [91.2, 91.7, 91.7], special: [87.2, 87.2, 87.0] },
  { schoolDays: 189, primary: [94.5, 94.8, 94.7], secondary: [90.9, 91.4, 91.5], special: [87.0, 87.1, 86.8] },
] as const;

/** The mean of the three years, as absence. A mean of national rates of like size, not of schools' rates. */
export const publishedReadings = (phase: AbsencePhase): readonly YearToDateReading[] =>
  releases.map((release) => ({
    schoolDays: release.schoolDays,
    absencePercent: 100 - release[phase].reduce((sum, attendance) => sum + attendance, 0) / release[phase].length,
  }));

/**
 * School days of the releases' year, by month. Year 11 leaves during the summer term and 15-year-olds' second half of it is not
 * counted (domain dossier 4.4): possible sessions of secondaries fall to 85% of the earlier level in June and July 2025
 * (national rows of the same releases).
 */
export const publishedMonths = (phase: AbsencePhase): readonly ReadingMonth[] =>
  [
    ['09', 16],
    ['10', 19],
    ['11', 20],
    ['12', 15],
    ['01', 20],
    ['02', 15],
    ['03', 21],
    ['04', 11],
    ['05', 16],
    ['06', 21],
    ['07', 15],
  ].map(([calendarMonth, schoolDays]) => ({
    calendarMonth: String(calendarMonth),
    schoolDays: Number(schoolDays),
    weight: phase === 'secondary' && (calendarMonth === '06' || calendarMonth === '07') ? 0.85 : 1,
  }));
