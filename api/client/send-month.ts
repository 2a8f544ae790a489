import { setTimeout as pause } from 'node:timers/promises';
import { type ApiClient, type Persona } from './api-client.js';

export interface ReturnError {
  readonly file: string;
  readonly line: number;
  readonly column: string;
  readonly problem: string;
  readonly remedy: string;
}

export interface ReturnProgress {
  readonly stage: 'importing' | 'refused' | 'unchanged' | 'signalling' | 'done';
  readonly batchId?: number;
  readonly rows: number;
  readonly errorCount: number;
  readonly errors: readonly ReturnError[];
}

/** Uploads one monthly return and waits until it is refused, found unchanged, or signalled to every school in it. */
export async function sendMonth(api: ApiClient, as: Persona, year: string, csv: string): Promise<ReturnProgress> {
  const { uploadId } = await api.request<{ readonly uploadId: number }>(`/monthly-returns/${year}`, {
    as,
    method: 'POST',
    csv,
  });
  for (;;) {
    const progress = await api.request<ReturnProgress>(`/monthly-returns/${uploadId}`, { as });
    if (progress.stage !== 'importing' && progress.stage !== 'signalling') return progress;
    await pause(200);
  }
}
