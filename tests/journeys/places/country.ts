import { type RegionCode } from '../../../domain/shared/phase.js';
import { uniformDraws } from '../../../evidence/random-draws.js';
import { prepareSchool } from '../../../evidence/stack/prepared-school.js';
import { type TestStack } from '../../support/stack.js';
import { someUrn } from '../../support/year.js';
import { type Costs } from './cycle-cancelling.js';

const metresPerMile = 1609.344;
const hubCount = 93;
const regionCodes: readonly RegionCode[] = ['H', 'J', 'K'];
const sideMiles = 180;

export interface PlacedSchool {
  readonly number: number;
  readonly urn: string;
  readonly pathway: 'enhanced' | 'regional';
  readonly regionCode: RegionCode;
  readonly east: number;
  readonly north: number;
}

export interface PlannedHub {
  readonly hubId: string;
  readonly regionCode: RegionCode;
  readonly east: number;
  readonly north: number;
  readonly enhanced: number;
  readonly regional: number;
}

export interface Country {
  readonly schools: readonly PlacedSchool[];
  readonly hubs: readonly PlannedHub[];
}

/** Schools and 93 hubs drawn over a square of 180 miles in three regions; a tenth fewer enhanced places than schools that want one. */
export function drawCountry(schoolCount: number, firstNumber: number): Country {
  const draw = uniformDraws(11);
  const place = (): Pick<PlacedSchool, 'regionCode' | 'east' | 'north'> => {
    const east = sideMiles * draw();
    return { east, north: sideMiles * draw(), regionCode: regionCodes[Math.floor((3 * east) / sideMiles)] ?? 'K' };
  };
  const schools = Array.from({ length: schoolCount }, (_, index): PlacedSchool => {
    const number = firstNumber + hubCount + index;
    return { number, urn: someUrn(number), pathway: index % 10 === 0 ? 'enhanced' : 'regional', ...place() };
  });
  const share = (total: number, index: number): number =>
    Math.floor((total * (index + 1)) / hubCount) - Math.floor((total * index) / hubCount);
  const hubs = Array.from({ length: hubCount }, (_, index): PlannedHub => ({
    hubId: `HUB-${String(index).padStart(2, '0')}`,
    enhanced: share(Math.floor(schoolCount * 0.09), index),
    regional: share(Math.floor(schoolCount * 0.86), index),
    ...place(),
  }));
  return { schools, hubs };
}

/** The files that a campaign would have imported, and the drafts that it would have prepared. */
export async function seedCountry({ db }: TestStack, { schools, hubs }: Country, firstNumber: number): Promise<void> {
  const [batch] = await db('batch')
    .insert({
      kind: 'hubs',
      file_name: 'hubs.csv',
      sha256: 'a'.repeat(64),
      byte_count: 1,
      row_count: 1,
      imported_by: 'test',
      imported_at: new Date(),
    })
    .returning<{ id: string }[]>('id');
  const source = { batch_id: batch?.id, line: 2 };
  const leads = hubs.map((hub, index) => ({ ...hub, urn: someUrn(firstNumber + index) }));
  const establishments = [...leads, ...schools].map(({ urn, regionCode, east, north }) => ({
    urn,
    name: 'Invented Primary School',
    type_code: '01',
    status: 'open',
    phase: 'primary',
    gender: 'mixed',
    admissions_policy: 'not-applicable',
    trust_flag: 'none',
    region_code: regionCode,
    easting: 300_000 + Math.round(east * metresPerMile),
    northing: 100_000 + Math.round(north * metresPerMile),
    ...source,
  }));
  await db.batchInsert('establishment', establishments, 500);
  await db('hub').insert(
    leads.map(({ hubId, urn, regionCode, enhanced, regional }) => ({
      hub_id: hubId,
      name: `Invented ${hubId}`,
      lead_urn: urn,
      region_code: regionCode,
      phase: 'primary',
      opens_on: '2024-09-01',
      enhanced_places: enhanced,
      regional_places: regional,
      ...source,
    })),
  );
  const views = schools.map(({ urn, regionCode }) => ({
    academic_year: '202425',
    urn,
    version: 0,
    stage: 'drafting',
    status: 'not-enough-data',
    region_code: regionCode,
    updated_at: new Date(),
  }));
  await db.batchInsert('school_year_view', views, 500);
  for (const { number } of schools) await prepareSchool(db, someUrn(number));
}

const otherRegionMiles = 10_000;

/** By the same rules as the product's, written again: 50 miles, or 100 in its own region where nothing is nearer; the own region first. */
export function costsOf(schools: readonly PlacedSchool[], hubs: readonly PlannedHub[]): Costs {
  return schools.map((school) => {
    const miles = hubs.map((hub) => Math.hypot(school.east - hub.east, school.north - hub.north));
    const isOwn = hubs.map((hub) => hub.regionCode === school.regionCode);
    const near = miles.map((distance) => distance <= 50);
    const allowed = near.some(Boolean) ? near : miles.map((distance, hub) => isOwn[hub] === true && distance <= 100);
    return miles.map((distance, hub) =>
      allowed[hub] === true ? distance + (isOwn[hub] === true ? 0 : otherRegionMiles) : undefined,
    );
  });
}

export const milesOf = (cost: number): number => cost % otherRegionMiles;
