import { type RegionCode } from '../../domain/shared/phase.js';
import { type ApiClient, type Persona } from './api-client.js';

/** A local shock that returns suggest, with the request by which a hub manager may open it. */
export interface Suggestion {
  readonly suggestionId: string;
  readonly kind: 'area' | 'illness-outbreak';
  readonly month: string;
  readonly regionCode: RegionCode;
  readonly laCode: string;
  readonly phase?: string;
  readonly schools: readonly { readonly urn: string; readonly name: string }[];
  readonly why: string;
  readonly open: { readonly address: string; readonly body: Readonly<Record<string, unknown>> };
}

/** Of one region or of all that the person reaches; of a month, `yyyy-mm`, or of the newest of each region. */
export interface SuggestionsAsked {
  readonly month?: string;
  readonly region?: string;
}

/** @throws ApiProblem when the API refuses. */
export async function readSuggestions(
  api: ApiClient,
  as: Persona,
  year: string,
  { month, region }: SuggestionsAsked = {},
): Promise<readonly Suggestion[]> {
  const query = new URLSearchParams({
    ...(month !== undefined && { month }),
    ...(region !== undefined && { regionCode: region }),
  });
  const path = `/area-events/${year}/suggestions?${query.toString()}`;
  return (await api.request<{ readonly items: readonly Suggestion[] }>(path, { as })).items;
}
