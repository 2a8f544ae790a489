import { refuse } from '../process/checks.js';
import { type Refusal } from '../process/command.js';
import { attendanceFromAbsence } from '../shared/rates.js';
import { type DraftFigures } from './messages/facts.js';

/** Figures that a correction replaces: what the model reads. */
export const correctableFigures = ['last-year-absence', 'year-before-absence', 'enrolments'] as const;
export type CorrectableFigure = (typeof correctableFigures)[number];

/** Figures of the report that a school may challenge: attendance as the report shows it, or absence as the statistics do. */
export const challengeableFigures = ['last-year-attendance', 'year-before-attendance', ...correctableFigures] as const;
export type ChallengeableFigure = (typeof challengeableFigures)[number];

export type FigureUnit = 'per cent of attendance' | 'per cent of absence' | 'pupils';

const measures: Readonly<
  Record<ChallengeableFigure, { readonly corrects: CorrectableFigure; readonly unit: FigureUnit }>
> = {
  'last-year-attendance': { corrects: 'last-year-absence', unit: 'per cent of attendance' },
  'year-before-attendance': { corrects: 'year-before-absence', unit: 'per cent of attendance' },
  'last-year-absence': { corrects: 'last-year-absence', unit: 'per cent of absence' },
  'year-before-absence': { corrects: 'year-before-absence', unit: 'per cent of absence' },
  enrolments: { corrects: 'enrolments', unit: 'pupils' },
};

export const isChallengeable = (figure: unknown): figure is ChallengeableFigure =>
  (challengeableFigures as readonly unknown[]).includes(figure);

export const unitOf = (figure: ChallengeableFigure): FigureUnit => measures[figure].unit;

/** A value in the measure of the challenge, as the figure and value that the model reads. */
export function corrected(
  figure: ChallengeableFigure,
  value: number,
): { readonly figure: CorrectableFigure; readonly value: number } {
  const { corrects, unit } = measures[figure];
  return { figure: corrects, value: unit === 'per cent of attendance' ? rounded(attendanceFromAbsence(value)) : value };
}

/** Differences of published decimals are not exact in floating point. */
const rounded = (percent: number): number => Math.round(percent * 1e6) / 1e6;

export const notEnrolments = (value: unknown): Refusal | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0
    ? undefined
    : refuse('OutOfRange', 'The number of enrolments must be a whole number.');

/** A mainstream school of the panel hardly ever misses more of its sessions in a year. */
const greatestAbsencePercent = 30;
/** More or fewer pupils than this factor of the report's number is more often a slip than a correction. */
const greatestFactor = 2;

/** Asks again about a value that is possible and unlikely, such as absence given as attendance; no figure is in the sentence. */
export function unlikely(
  figure: ChallengeableFigure,
  value: number,
  figures: DraftFigures | undefined,
): Refusal | undefined {
  const plain = corrected(figure, value);
  if (plain.figure !== 'enrolments')
    return plain.value > greatestAbsencePercent || plain.value === 0
      ? refuse(
          'Unlikely',
          `Hardly any school has such a figure. You challenge it in ${unitOf(figure)}. If the value is right, send it again with isChecked.`,
        )
      : undefined;
  const held = figures?.enrolments ?? 0;
  return held > 0 && (value > held * greatestFactor || value < held / greatestFactor)
    ? refuse(
        'Unlikely',
        'This is far from the number of pupils in the report. If it is right, send it again with isChecked.',
      )
    : undefined;
}
