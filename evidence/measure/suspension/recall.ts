import { setTimeout as pause } from 'node:timers/promises';
import { type ApiClient } from '../../../api/client/api-client.js';
import { analyst, senior } from '../../../demo/play/personas.js';

interface RecallItem {
  readonly version: number;
  readonly stage: string;
  readonly touched: number;
  readonly problems: readonly string[];
}

const betweenLooksMilliseconds = 100;

/** A suspension of the whole nation, proposed by one person and confirmed by another. */
export class NationalSuspension {
  readonly #api: ApiClient;
  readonly #path: string;

  private constructor(api: ApiClient, recallId: string) {
    this.#api = api;
    this.#path = `/recalls/${recallId}`;
  }

  static async propose(api: ApiClient, academicYear: string, recallId: string): Promise<NationalSuspension> {
    const json = { recallId, academicYear, purpose: 'suspend', scope: { kind: 'nation' }, reason: 'A measurement.' };
    await api.request('/recalls', { as: analyst, method: 'POST', json });
    return new NationalSuspension(api, recallId);
  }

  /** Waits for a stage. @throws Error where the schools cannot resume */
  async until(stage: string): Promise<RecallItem> {
    for (;;) {
      const item = await this.#api.request<RecallItem>(this.#path, { as: analyst }).catch(() => undefined);
      if (item?.stage === stage) return item;
      if (item && item.problems.length > 0) throw new Error(item.problems.join(' '));
      await pause(betweenLooksMilliseconds);
    }
  }

  confirm({ version }: RecallItem): Promise<unknown> {
    const decision = { expectedVersion: version, body: { note: 'Confirmed to measure it.' } };
    return this.#api.decide(`${this.#path}/decisions/confirmRecall`, senior, decision);
  }

  end({ version }: RecallItem): Promise<unknown> {
    const decision = { expectedVersion: version, body: { reason: 'It has been measured.' } };
    return this.#api.decide(`${this.#path}/decisions/endRecall`, senior, decision);
  }
}
