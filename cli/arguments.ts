import { Argument, Option } from 'commander';
import { roles } from '../domain/process/actor.js';
import { isAcademicYear, type AcademicYear } from '../domain/shared/academic-year.js';
import { regionCodes } from '../domain/shared/phase.js';
import { CommandProblem, exitCodes } from './exit-codes.js';

/** Parsers of arguments. Each throws a CommandProblem of one sentence, before anything is read or started. */

const refuse = (sentence: string): never => {
  throw new CommandProblem(sentence, exitCodes.usage);
};

const matching =
  (pattern: RegExp, whatItIs: string) =>
  (text: string): string =>
    pattern.test(text) ? text : refuse(`"${text}" is not ${whatItIs}.`);

export function academicYearIn(text: string): AcademicYear {
  return isAcademicYear(text)
    ? text
    : refuse(`"${text}" is not an academic year; write it as six digits, such as 202425.`);
}

/** A parser of whole numbers within bounds, both included. */
export const wholeNumberFrom =
  (least: number, most: number, name = 'number') =>
  (text: string): number => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    return value >= least && value <= most
      ? value
      : refuse(`"${text}" is not a usable ${name}; write a whole number from ${least} to ${most}.`);
  };

export const port = wholeNumberFrom(1, 65_535, 'port');
export const seed = wholeNumberFrom(0, 2_147_483_647, 'seed');
export const version = wholeNumberFrom(1, 2_147_483_647, 'version');

export function date(text: string): string {
  const day = new Date(`${text}T00:00:00Z`);
  const isReal = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
  return isReal ? text : refuse(`"${text}" is not a date; write it as yyyy-mm-dd, such as 2024-11-18.`);
}

export const month = matching(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month; write it as yyyy-mm, such as 2024-11');
export const stackName = matching(
  /^[a-z0-9][a-z0-9-]{0,40}$/,
  'the name of a stack; use up to 41 small letters, digits and hyphens, starting with a letter or digit',
);
export const words = (text: string): string =>
  text.trim() === '' ? refuse('An option that asks for words was given none.') : text;

export function jsonObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // The one sentence below covers both.
  }
  return refuse('The body is not a JSON object; write it like {"reason": "..."}.');
}

export function apiAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && /^https?:$/.test(url.protocol)
    ? text
    : refuse(`"${text}" is not the address of an API; write it like http://127.0.0.1:3000.`);
}

export const oneOf =
  <Value extends string>(values: readonly Value[], name: string) =>
  (text: string): Value =>
    values.find((value) => value === text) ??
    refuse(`There is no ${name} "${text}"; use one of: ${values.join(', ')}.`);

export const yearArgument = (): Argument =>
  new Argument('<year>', 'academic year, such as 202425').argParser(academicYearIn);

export const urnArgument = (): Argument =>
  new Argument('<urn>', 'six-digit number of the school').argParser(
    matching(/^\d{6}$/, 'the number of a school (URN); write its six digits'),
  );

export const apiOption = (): Option => new Option('--api <address>', 'address of the API').argParser(apiAddress);
export const runningStackOption = (): Option => new Option('--stack <name>', 'a running stack').argParser(stackName);
export const stackOption = (): Option => new Option('--stack <name>', 'a stack of this machine').argParser(stackName);
export const regionOption = (): Option =>
  new Option('--region <code>', 'one region, by the letter of the register').argParser(oneOf(regionCodes, 'region'));
export const roleOption = (): Option => new Option('--as <role>', 'your role').argParser(oneOf(roles, 'role'));
