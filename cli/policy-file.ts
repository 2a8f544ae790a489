import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type ExpectationPolicy, defaultExpectationPolicy } from '../domain/baseline/expectation.js';
import { CommandProblem, exitCodes } from './exit-codes.js';

const policySchema = z
  .strictObject({
    version: z.string().min(1),
    minimumImprovementPoints: z.number().min(0).max(5),
    gapShare: z.number().min(0).max(1),
    isCappedAtReach: z.boolean(),
  })
  .partial();

/**
 * A policy to try: the fields that the JSON file names, the others as in the present policy.
 * @throws CommandProblem when the file cannot be read or a field is not one of a policy.
 */
export function readPolicy(path: string): ExpectationPolicy {
  const { version = 'on-trial', ...changed } = parsed(path);
  return {
    ...defaultExpectationPolicy,
    ...Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined)),
    version,
  };
}

function parsed(path: string): z.infer<typeof policySchema> {
  try {
    return policySchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const detail =
      error instanceof z.ZodError
        ? error.issues
            .map(({ path: at, message }) => `${at.length > 0 ? `${at.join('.')}: ` : ''}${message}`)
            .join('; ')
        : error instanceof Error
          ? error.message
          : String(error);
    throw new CommandProblem(
      `The policy in ${path} cannot be used: ${detail}. Write JSON with any of version, minimumImprovementPoints (0 to 5), gapShare (0 to 1), isCappedAtReach.`,
      exitCodes.usage,
    );
  }
}
