import pMap from 'p-map';
import { ApiProblem, type ApiClient, type Persona } from '../../api/client/api-client.js';
import { type RegionCode } from '../../domain/shared/phase.js';

/** What the play reads of a school-year through the API. */
export interface SchoolYearItem {
  readonly urn: string;
  readonly version: number;
  readonly stage: string;
  readonly status: string;
  readonly regionCode: RegionCode;
  readonly isPaused: boolean;
  readonly isWaitingForSecondPerson: boolean;
  readonly referralState?: string;
  readonly outcome?: string;
  readonly floorAttendancePercent?: number;
  /** Present when one school is read, but not in lists. */
  readonly shocks?: readonly { readonly id: string }[];
  readonly shockRequests?: readonly { readonly id: string; readonly answer?: object }[];
}

/** A school in the played year: reads its state and decides on the version it read. */
export class PlayedYear {
  readonly #api: ApiClient;
  readonly #year: string;
  readonly #urns: ReadonlySet<string> | undefined;
  readonly decisions = new Map<string, number>();

  /** @param urns the schools that take part; without them, all of the campaign. */
  constructor(api: ApiClient, year: string, urns?: readonly string[]) {
    this.#api = api;
    this.#year = year;
    this.#urns = urns && new Set(urns);
  }

  read(urn: string, as: Persona): Promise<SchoolYearItem> {
    return this.#api.request(`/school-years/${this.#year}/${urn}`, { as });
  }

  /** Reads each school once it has handled every signal sent to it, in the order of the URNs given. */
  async readAll(urns: readonly string[], as: Persona, atOnce: number): Promise<readonly SchoolYearItem[]> {
    return pMap(
      urns,
      (urn) => this.#api.request<SchoolYearItem>(`/school-years/${this.#year}/${urn}?from=settled`, { as }),
      { concurrency: atOnce },
    );
  }

  async list(as: Persona, filter = ''): Promise<readonly SchoolYearItem[]> {
    const items: SchoolYearItem[] = [];
    let cursor: string | undefined;
    do {
      const from = cursor === undefined ? '' : `&cursor=${cursor}`;
      const page = await this.#api.request<{ readonly items: readonly SchoolYearItem[]; readonly nextCursor?: string }>(
        `/school-years/${this.#year}?limit=200${filter}${from}`,
        { as },
      );
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    return items.filter(({ urn }) => this.#urns === undefined || this.#urns.has(urn));
  }

  /** Takes a decision on the school's present state. If a timer changed that state in between, reads and decides again. */
  async decide(urn: string, as: Persona, kind: string, body: unknown): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const { version } = await this.read(urn, as);
      try {
        await this.#api.decide(`/school-years/${this.#year}/${urn}/decisions/${kind}`, as, {
          expectedVersion: version,
          body,
        });
        this.count(kind);
        return;
      } catch (error) {
        if (!(error instanceof ApiProblem) || error.code !== 'StaleVersion' || attempt === 5) throw error;
      }
    }
  }

  count(kind: string): void {
    this.decisions.set(kind, (this.decisions.get(kind) ?? 0) + 1);
  }
}
