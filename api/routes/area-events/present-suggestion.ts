import { type NamedSuggestion } from '../../../database/monthly-returns/suggested-shocks.js';
import { type AcademicYear } from '../../../domain/shared/academic-year.js';
import { type RegionCode } from '../../../domain/shared/phase.js';
import { type SuggestionItem } from './schema.js';

interface Where {
  readonly academicYear: AcademicYear;
  readonly regionCode: RegionCode;
}

/**
 * A suggestion with the request that would open it. What follows from the figures is filled in; the days, the kind and the evidence from
 * outside the school are for the person who opens it. Source: docs/sources/local-shocks.md#evidence.
 */
export function presentSuggestion({ academicYear, regionCode }: Where, suggestion: NamedSuggestion): SuggestionItem {
  const { kind, month, why } = suggestion;
  const schools = suggestion.schools.map(({ urn, name }) => ({ urn, name }));
  if (suggestion.kind === 'area') {
    const { laCode, phase } = suggestion;
    const suggestionId = `suggested-${month}-${laCode}-${phase}`;
    return {
      ...{ suggestionId, kind, month, regionCode, laCode, phase, schools, why },
      open: {
        address: `/area-events/${academicYear}`,
        body: { eventId: suggestionId, area: { regionCode, laCodes: [laCode], phase } },
        toAdd: ['shockKind', 'from', 'to', 'evidence'],
      },
    };
  }
  const { urn } = suggestion;
  const suggestionId = `suggested-${month}-${urn}`;
  return {
    ...{ suggestionId, kind, month, regionCode, laCode: suggestion.schools[0]?.laCode ?? '', schools, why },
    open: {
      address: `/school-years/${academicYear}/${urn}/decisions/pauseForShock`,
      body: { commandId: suggestionId, body: { shockKind: 'illness-outbreak' } },
      toAdd: ['expectedVersion', 'body.from', 'body.to', 'body.evidence'],
    },
  };
}
