import { type Actor } from '../../../domain/process/actor.js';
import { isPermitted, reachOf } from '../../../domain/process/access-policy.js';
import { regionCodes, type RegionCode } from '../../../domain/shared/phase.js';
import { readSuggestedShocks } from '../../../database/monthly-returns/suggested-shocks.js';
import { type Api } from '../../api.js';
import { type ApiContext } from '../../context.js';
import { currentActor } from '../../plugins/authorise.js';
import { notPermitted } from '../../problems.js';
import { withNotice } from '../shared/present.js';
import { answers, yearParams } from '../shared/schemas.js';
import { presentSuggestion } from './present-suggestion.js';
import { suggestionsQuery, suggestionsSchema } from './schema.js';
import { termsOf } from './terms-of.js';

const action = 'read-suggested-shocks';

/** Shocks that the returns of a month suggest, each with the request with which a person can open it. Reading opens nothing. */
export function suggestionRoutes(app: Api, context: ApiContext): void {
  const config = { action, place: 'narrowed' } as const;
  const schema = {
    tags: ['area-events'],
    summary: 'read the local shocks that a month’s returns suggest',
    params: yearParams,
    querystring: suggestionsQuery,
    response: answers({ 200: suggestionsSchema }),
  };
  app.get('/area-events/:academicYear/suggestions', { config, schema }, async (request) => {
    const { academicYear } = request.params;
    const { regionCode: wanted, month } = request.query;
    const regions = regionsFor(currentActor(request), wanted);
    const terms = termsOf(context, academicYear);
    const items = [];
    for (const regionCode of regions) {
      const scope = { regionCode, ...(month !== undefined && { month }) };
      const suggested = await readSuggestedShocks(context.db, terms, scope);
      items.push(...suggested.map((each) => presentSuggestion({ academicYear, regionCode }, each)));
    }
    return withNotice(context.notice, { items });
  });
}

/** The region asked for, else all that the actor reaches. @throws ApiProblem NotPermitted */
function regionsFor(actor: Actor, wanted: RegionCode | undefined): readonly RegionCode[] {
  if (wanted === undefined && reachOf(actor, action) === 'any') return regionCodes;
  const regionCode = wanted ?? actor.regionCode;
  if (regionCode === undefined || !isPermitted(actor, action, { regionCode })) throw notPermitted();
  return [regionCode];
}
