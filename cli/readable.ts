import { access, constants } from 'node:fs/promises';
import { CommandProblem, exitCodes } from './exit-codes.js';

/** Checks a path before work begins. @throws CommandProblem when the file or folder does not exist or may not be read. */
export async function refuseUnreadable(path: string): Promise<void> {
  try {
    await access(path, constants.R_OK);
  } catch {
    const message = `${path} cannot be read. Check that the path is right and that you may read it.`;
    throw new CommandProblem(message, exitCodes.refused);
  }
}
