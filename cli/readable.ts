import { access, constants } from 'node:fs/promises';
import { CommandProblem, exitCodes } from './exit-codes.js';

/** Looks before anything is begun. @throws CommandProblem when there is no such file or folder, or it may not be read. */
export async function refuseUnreadable(path: string): Promise<void> {
  try {
    await access(path, constants.R_OK);
  } catch {
    const message = `${path} cannot be read. Check the path, and that you may read what is there.`;
    throw new CommandProblem(message, exitCodes.refused);
  }
}
