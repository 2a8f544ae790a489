import { type ApiClient, type Persona } from './api-client.js';

/** A school's request to set days aside that has no answer yet. Dates are `yyyy-mm-dd`, both ends included. */
export interface WaitingRequest {
  readonly urn: string;
  readonly name: string;
  readonly id: string;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly evidence: string;
}

interface SchoolItem {
  readonly urn: string;
  readonly name: string;
}

interface SchoolDetail extends SchoolItem {
  readonly shockRequests: readonly (Omit<WaitingRequest, 'urn' | 'name'> & { readonly answer?: object })[];
}

/** Of one region or of all that the person reaches. @throws ApiProblem when the API refuses. */
export async function readShockRequests(
  api: ApiClient,
  as: Persona,
  year: string,
  regionCode?: string,
): Promise<readonly WaitingRequest[]> {
  const found: WaitingRequest[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const query = new URLSearchParams({
      awaitsShockAnswer: 'true',
      limit: '200',
      ...(regionCode !== undefined && { regionCode }),
      ...(cursor !== '' && { cursor }),
    });
    const page: { readonly items: readonly SchoolItem[]; readonly nextCursor?: string } = await api.request(
      `/school-years/${year}?${query.toString()}`,
      { as },
    );
    for (const { urn, name } of page.items) {
      const { shockRequests } = await api.request<SchoolDetail>(`/school-years/${year}/${urn}`, { as });
      for (const { id, kind, from, to, evidence, answer } of shockRequests)
        if (!answer) found.push({ urn, name, id, kind, from, to, evidence });
    }
    cursor = page.nextCursor;
  }
  return found;
}
