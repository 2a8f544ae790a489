import { z } from 'zod';

type Environment = Readonly<Record<string, string | undefined>>;

const positive = z.coerce.number().positive();
const notNegative = z.coerce.number().min(0);

const settings = z.object({
  ABIE_NARRATIVE_API_KEY: z.string().min(1),
  ABIE_NARRATIVE_BASE_URL: z.url().optional(),
  /** Only for an Azure resource without the common address; the base URL is then the resource's, the model its deployment. */
  ABIE_NARRATIVE_AZURE_API_VERSION: z.string().optional(),
  ABIE_NARRATIVE_MODEL: z.string().default('gpt-4o-mini'),
  ABIE_NARRATIVE_PROMPT_POUNDS_PER_MILLION_TOKENS: notNegative.default(0.12),
  ABIE_NARRATIVE_COMPLETION_POUNDS_PER_MILLION_TOKENS: notNegative.default(0.48),
  ABIE_NARRATIVE_BUDGET_POUNDS: notNegative.default(25),
  ABIE_NARRATIVE_REQUESTS_PER_MINUTE: positive.int().default(120),
  ABIE_NARRATIVE_COMPLETION_TOKENS: positive.int().default(2000),
  ABIE_NARRATIVE_TIMEOUT_SECONDS: positive.max(25).default(15),
  ABIE_NARRATIVE_STREAM: z.stringbool().default(false),
});

/** How a language model is asked. Prices in pounds a million tokens, the budget in pounds a campaign. */
export interface ModelSettings {
  readonly apiKey: string;
  /** Any endpoint that speaks the same protocol. */
  readonly baseURL?: string;
  readonly azureApiVersion?: string;
  readonly model: string;
  readonly promptPoundsPerMillion: number;
  readonly completionPoundsPerMillion: number;
  readonly budgetPounds: number;
  readonly requestsPerMinute: number;
  readonly completionTokens: number;
  readonly timeoutMilliseconds: number;
  readonly isStreamed: boolean;
}

/**
 * The settings of the environment; undefined without a key: then the template writes.
 * @throws Error that names each variable that cannot be used, and never its value.
 */
export function modelSettings(environment: Environment): ModelSettings | undefined {
  const given = Object.fromEntries(
    Object.keys(settings.shape).flatMap((name) => {
      const value = environment[name];
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
  if (given['ABIE_NARRATIVE_API_KEY'] === undefined) return undefined;
  const read = settings.safeParse(given);
  if (!read.success) {
    const problems = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new Error(`The settings of the narrative cannot be used. ${problems.join('; ')}. See docs/narrative.md.`);
  }
  const found = read.data;
  return {
    apiKey: found.ABIE_NARRATIVE_API_KEY,
    model: found.ABIE_NARRATIVE_MODEL,
    promptPoundsPerMillion: found.ABIE_NARRATIVE_PROMPT_POUNDS_PER_MILLION_TOKENS,
    completionPoundsPerMillion: found.ABIE_NARRATIVE_COMPLETION_POUNDS_PER_MILLION_TOKENS,
    budgetPounds: found.ABIE_NARRATIVE_BUDGET_POUNDS,
    requestsPerMinute: found.ABIE_NARRATIVE_REQUESTS_PER_MINUTE,
    completionTokens: found.ABIE_NARRATIVE_COMPLETION_TOKENS,
    timeoutMilliseconds: 1000 * found.ABIE_NARRATIVE_TIMEOUT_SECONDS,
    isStreamed: found.ABIE_NARRATIVE_STREAM,
    ...(found.ABIE_NARRATIVE_BASE_URL !== undefined && { baseURL: found.ABIE_NARRATIVE_BASE_URL }),
    ...(found.ABIE_NARRATIVE_AZURE_API_VERSION !== undefined && {
      azureApiVersion: found.ABIE_NARRATIVE_AZURE_API_VERSION,
    }),
  };
}
