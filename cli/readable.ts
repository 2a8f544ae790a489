import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { CommandProblem, exitCodes } from './exit-codes.js';

const unreadable = (path: string): CommandProblem =>
  new CommandProblem(
    `${path} cannot be read. Check that the path is right and that you may read it.`,
    exitCodes.refused,
  );

/** Checks a path before work begins. @throws CommandProblem when the file or folder does not exist or may not be read. */
export async function refuseUnreadable(path: string): Promise<void> {
  await access(path, constants.R_OK).catch(() => {
    throw unreadable(path);
  });
}

/** Checks a file before work begins. @throws CommandProblem when it is a folder, does not exist or may not be read. */
export async function refuseUnreadableFile(path: string): Promise<void> {
  await refuseUnreadable(path);
  if ((await stat(path)).isDirectory())
    throw new CommandProblem(`${path} is a folder; give the path of a file.`, exitCodes.refused);
}

/** Checks where a result will be written, before the work for it begins. @throws CommandProblem when it cannot be written there. */
export function refuseUnwritable(path: string): void {
  const folder = dirname(resolve(path));
  if (!isFolder(folder))
    throw new CommandProblem(`There is no folder ${folder} to write ${path} to.`, exitCodes.refused);
  if (isFolder(path))
    throw new CommandProblem(`${path} is a folder; give the path of a file to write.`, exitCodes.refused);
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    throw new CommandProblem(`${path} cannot be written; you may not write to ${folder}.`, exitCodes.refused);
  }
}

/** Checks a folder of published files. @throws CommandProblem when it is not a folder, or nothing in it can be read. */
export function refuseNoFolder(path: string): void {
  const folder = resolve(path);
  if (!isFolder(folder))
    throw new CommandProblem(
      `There is no folder ${folder}. Give the folder of the published files; docs/data.md lists them.`,
      exitCodes.usage,
    );
  let files: readonly string[];
  try {
    files = readdirSync(folder);
  } catch {
    throw unreadable(folder);
  }
  if (files.length === 0)
    throw new CommandProblem(`The folder ${folder} is empty. docs/data.md lists the files it needs.`, exitCodes.usage);
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
