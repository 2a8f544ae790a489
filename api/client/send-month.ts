import { setTimeout as pause } from 'node:timers/promises';
import { type RowOutcome, type RowResult } from '../../domain/monitoring/row-result.js';
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
  readonly counts?: Readonly<Record<RowResult, number>>;
  readonly results?: readonly RowOutcome[];
}

/** A file to send, under its own name and byte for byte. */
export interface ReturnFile {
  readonly fileName: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

/** Uploads one monthly return and waits until it is refused, found unchanged, or signalled to every school in it. */
export async function sendMonth(api: ApiClient, as: Persona, year: string, file: ReturnFile): Promise<ReturnProgress> {
  const name = new URLSearchParams({ fileName: file.fileName }).toString();
  const { uploadId } = await api.request<{ readonly uploadId: number }>(`/monthly-returns/${year}?${name}`, {
    as,
    method: 'POST',
    csv: file.content,
  });
  for (;;) {
    const progress = await api.request<ReturnProgress>(`/monthly-returns/${uploadId}`, { as });
    if (progress.stage !== 'importing' && progress.stage !== 'signalling') return progress;
    await pause(200);
  }
}
