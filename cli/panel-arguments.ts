import { existsSync, statSync } from 'node:fs';
import { PanelProblem } from '../evidence/backtest/panel-problem.js';
import { type AcademicYear, isAcademicYear } from '../domain/shared/academic-year.js';
import { CommandProblem, exitCodes } from './exit-codes.js';

/** @throws CommandProblem when the text is not a school year. */
export function schoolYearOf(text: string): AcademicYear {
  if (isAcademicYear(text)) return text;
  throw new CommandProblem(`"${text}" is not a school year; write it as six digits, such as 201718.`, exitCodes.usage);
}

/** Checks a panel before any is read. @throws CommandProblem when it does not exist or is a folder. */
export function refuseUnreadablePanel(path: string): void {
  const isFile = existsSync(path) && statSync(path).isFile();
  if (!isFile)
    throw new CommandProblem(`There is no file ${path}. Give a panel as .csv or .csv.gz.`, exitCodes.refused);
}

/** Turns a bad file into a refusal with one sentence; anything else is a fault of ours. */
export function refusingBadPanels<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof PanelProblem) throw new CommandProblem(error.message, exitCodes.refused);
    throw error;
  }
}
