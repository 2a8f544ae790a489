import { censusContext } from '../../../../domain/baseline/context.js';
import { type AbsenceRow, type CampaignFacts } from '../../../../domain/drafting/campaign-facts.js';
import { shiftYear, type AcademicYear } from '../../../../domain/shared/academic-year.js';
import { regionCodes } from '../../../../domain/shared/phase.js';
import { randomStream } from '../../../../demo/england/random.js';
import { register } from '../drafting/country.js';

interface CountryOptions {
  readonly schools: number;
  readonly years: readonly AcademicYear[];
  readonly seed: number;
  /** Absence that the most deprived fifth gains each year compared with the rest. */
  readonly poorestDriftPoints?: number;
}

const national = 5.6;

/** An invented country of primaries whose lasting level follows their intake and whose years stray by chance. */
export function inventedCountry({ schools, years, seed, poorestDriftPoints = 0 }: CountryOptions): CampaignFacts {
  const urns = Array.from({ length: schools }, (_, index) => String(910_000 + index));
  const meals = (urn: string): number => 10 + 5 * (Number(urn) % 5) + randomStream(seed, urn, 'meals').uniform();
  const isPoorest = (urn: string): boolean => Number(urn) % 5 === 4;
  const rowOf = (urn: string, year: AcademicYear, position: number): AbsenceRow => {
    const lasting = national + 0.06 * (meals(urn) - 20) + 0.6 * randomStream(seed, urn).normal();
    const stray = 0.35 * randomStream(seed, urn, year).normal();
    const drift = isPoorest(urn) ? poorestDriftPoints * position : 0;
    return {
      academicYear: year,
      urn,
      phase: 'primary',
      laCode: '901',
      enrolments: 300,
      absencePercent: Math.max(1, lasting + stray + drift),
      marks: {},
      source: { batchId: 2, line: 1, asOf: year },
    };
  };
  return {
    targetYear: shiftYear(years.at(-1) ?? ('202324' as AcademicYear), 1),
    schools: urns.map((urn) => register(urn, { regionCode: regionCodes[Number(urn) % 9] ?? 'H' })),
    links: [],
    absence: urns.flatMap((urn) => years.map((year, position) => rowOf(urn, year, position))),
    areas: years.flatMap((academicYear) =>
      (['primary', 'secondary', 'special'] as const).map((phase) => ({
        academicYear,
        level: 'national' as const,
        phase,
        absencePercent: national,
      })),
    ),
    contextSource: censusContext,
    context: new Map(
      urns.map((urn) => {
        const draw = randomStream(seed, urn, 'context');
        return [
          urn,
          {
            freeMealsPercent: meals(urn),
            freeMealsEverSixPercent: meals(urn) + 2,
            educationHealthCarePlanPercent: 3 + 0.4 * draw.normal(),
            specialNeedsSupportPercent: 13 + draw.normal(),
            englishAdditionalLanguagePercent: 20 + 5 * draw.normal(),
            roll: 300,
          },
        ];
      }),
    ),
  };
}
