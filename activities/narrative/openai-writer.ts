import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import { type ReportFacts } from '../../domain/report/facts.js';
import { type NarrativeWriter } from './narrative-writer.js';
import { plainWriter } from './plain-writer.js';

export interface ModelSettings {
  readonly apiKey: string;
  /** Any endpoint that speaks the same protocol. */
  readonly baseURL?: string;
  readonly model: string;
  readonly timeoutMilliseconds: number;
}

const answerSchema = z.strictObject({ paragraphs: z.array(z.string()).min(1).max(6) });

const instructions = [
  'You write a short report for the head teacher of a school in England, in plain British English.',
  'Use only the facts given. Repeat figures exactly as they are given, rounded to one decimal. Add no figure, cause, comparison or advice.',
  'Blame nobody. Do not speculate about families or health. Do not mention inspection.',
].join(' ');

/** Asks a model for prose under a strict schema, and falls back to the plain template whenever the model does not answer. */
export function openaiWriter({ apiKey, baseURL, model, timeoutMilliseconds }: ModelSettings): NarrativeWriter {
  const client = new OpenAI({
    apiKey,
    maxRetries: 0,
    timeout: timeoutMilliseconds,
    ...(baseURL !== undefined && { baseURL }),
  });
  return {
    async write(facts) {
      try {
        const answer = await client.chat.completions.parse({
          model,
          messages: [
            { role: 'system', content: instructions },
            { role: 'user', content: JSON.stringify(facts) },
          ],
          response_format: zodResponseFormat(answerSchema, 'report'),
        });
        const paragraphs = answer.choices[0]?.message.parsed?.paragraphs;
        return paragraphs ? { text: paragraphs.join('\n\n'), writtenBy: model } : await plain(facts);
      } catch {
        return plain(facts);
      }
    },
  };
}

async function plain(facts: ReportFacts): ReturnType<NarrativeWriter['write']> {
  const { text } = await plainWriter.write(facts);
  return { text, writtenBy: 'plain template, because the model did not answer' };
}
