import { type AcademicYear, firstCalendarYear } from '../../domain/shared/academic-year.js';
import { type Phase, type RegionCode, regionCodes, regions } from '../../domain/shared/phase.js';
import { writeCsv, type WrittenFile } from './csv-file.js';
import { itemAt, type RandomStream, randomStream, shuffled } from './random.js';

/** What inventing hubs needs to know of a school: an open mainstream school could lead. */
export interface HubCandidate {
  readonly urn: string;
  readonly name: string;
  readonly regionCode: RegionCode;
  readonly phase: Phase;
  readonly easting?: number;
  readonly northing?: number;
}

type HubPhase = 'primary' | 'secondary' | 'all-through';

export interface HubRow {
  readonly hubId: string;
  readonly name: string;
  readonly leadUrn: string;
  readonly regionCode: RegionCode;
  readonly phase: HubPhase;
  /** `yyyy-mm-dd` */
  readonly opensOn: string;
  readonly enhancedPlaces: number;
  readonly regionalPlaces: number;
}

/**
 * The plan: 93 hubs, 500 enhanced and up to 5,000 regional places for about 20,200 mainstream schools, at most 6 and 40 a hub. Source:
 * docs/sources/support-and-hubs.md#hubs.
 */
const plan = { schools: 20_200, hubs: 93, enhanced: 500, regional: 5000, enhancedMost: 6, regionalMost: 40 } as const;
const everyRegionFrom = 9;

/** Hubs opened in three waves of 21, 36 and 36. Source: docs/sources/support-and-hubs.md#hubs. */
const waves = [
  { upTo: 21, monthAndDay: '09-01', yearsOn: 0 },
  { upTo: 57, monthAndDay: '11-12', yearsOn: 0 },
  { upTo: 93, monthAndDay: '01-29', yearsOn: 1 },
] as const;

function hubPhase(phase: Phase): HubPhase | undefined {
  switch (phase) {
    case 'primary':
    case 'middle-deemed-primary':
      return 'primary';
    case 'secondary':
    case 'middle-deemed-secondary':
      return 'secondary';
    case 'all-through':
      return 'all-through';
    case 'special':
    case 'other':
      return undefined;
  }
}

interface Seat {
  readonly regionCode: RegionCode;
  readonly candidates: readonly (HubCandidate & { readonly hubPhase: HubPhase })[];
  hubs: number;
}

/** One hub each where there are nine schools or more, then hubs to the regions that have most schools a hub. */
function seats(candidates: Seat['candidates'], hubs: number): Seat[] {
  const all: Seat[] = regionCodes
    .map((regionCode) => ({
      regionCode,
      candidates: candidates.filter((one) => one.regionCode === regionCode),
      hubs: 0,
    }))
    .filter((seat) => seat.candidates.length > 0);
  if (candidates.length >= everyRegionFrom) for (const seat of all) seat.hubs = 1;
  let left = hubs - all.reduce((sum, seat) => sum + seat.hubs, 0);
  while (left > 0) {
    const open = all.filter((seat) => seat.hubs < seat.candidates.length);
    const [neediest] = open.sort(
      (one, other) => other.candidates.length / (other.hubs + 0.5) - one.candidates.length / (one.hubs + 0.5),
    );
    if (neediest === undefined) break;
    neediest.hubs += 1;
    left -= 1;
  }
  return all.sort((one, other) => regionCodes.indexOf(one.regionCode) - regionCodes.indexOf(other.regionCode));
}

/** Two hubs in three are secondary, one in a hundred is all-through; so a region of one hub has none for the other phase, as in life. */
function wantedPhase(regionPosition: number, hubPosition: number): HubPhase {
  if (hubPosition === 0) return regionPosition % 4 === 2 ? 'primary' : 'secondary';
  if (hubPosition === 4 && regionPosition === 6) return 'all-through';
  return hubPosition % 3 === 1 ? 'primary' : 'secondary';
}

const farEnough = 1e12;

function squaredDistance(one: HubCandidate, other: HubCandidate): number {
  if (one.easting === undefined || one.northing === undefined) return farEnough;
  if (other.easting === undefined || other.northing === undefined) return farEnough;
  return (one.easting - other.easting) ** 2 + (one.northing - other.northing) ** 2;
}

const triedLeads = 8;

/** Of a few schools drawn at random, the one farthest from the leads there are. */
function chooseLead(
  pool: Seat['candidates'],
  leads: readonly HubCandidate[],
  stream: RandomStream,
): Seat['candidates'][number] {
  const tried = Array.from({ length: triedLeads }, () => stream.pick(pool));
  const nearest = (one: HubCandidate): number =>
    Math.min(farEnough, ...leads.map((lead) => squaredDistance(one, lead)));
  return tried.reduce((best, one) => (nearest(one) > nearest(best) ? one : best));
}

interface Lead {
  readonly school: Seat['candidates'][number];
  readonly regionCode: RegionCode;
}

function leadsOf(all: readonly Seat[], stream: RandomStream): Lead[] {
  return all.flatMap((seat, regionPosition) => {
    const leads: Seat['candidates'][number][] = [];
    for (let position = 0; position < seat.hubs; position += 1) {
      const free = seat.candidates.filter((one) => !leads.includes(one));
      const fitting = free.filter((one) => one.hubPhase === wantedPhase(regionPosition, position));
      leads.push(chooseLead(fitting.length > 0 ? fitting : free, leads, stream));
    }
    return leads.map((school) => ({ school, regionCode: seat.regionCode }));
  });
}

/** `total` in `parts` whole parts that differ by one at most. */
const evenly = (total: number, parts: number, position: number): number =>
  Math.floor((total * (position + 1)) / parts) - Math.floor((total * position) / parts);

function opensOn(rank: number, hubs: number, year: AcademicYear): string {
  const inPlan = ((rank + 0.5) * plan.hubs) / hubs;
  const wave = waves.find(({ upTo }) => inPlan <= upTo) ?? itemAt(waves, waves.length - 1);
  return `${firstCalendarYear(year) + wave.yearsOn}-${wave.monthAndDay}`;
}

/**
 * Hubs that nobody has announced, for an invented England or for real schools that come without a file of hubs. Capacity keeps the plan's
 * ratio to the number of mainstream schools; special and other schools neither lead nor count. Names say that the hubs are invented.
 */
export function inventedHubs(
  establishments: readonly HubCandidate[],
  setting: { readonly seed: number; readonly academicYear: AcademicYear },
): HubRow[] {
  const candidates = establishments.flatMap((one) => {
    const phase = hubPhase(one.phase);
    return phase === undefined ? [] : [{ ...one, hubPhase: phase }];
  });
  const share = candidates.length / plan.schools;
  const stream = randomStream(setting.seed, 'hubs');
  const leads = leadsOf(
    seats(candidates, Math.max(Math.min(1, candidates.length), Math.round(plan.hubs * share))),
    stream,
  );
  const hubs = leads.length;
  const enhanced = Math.min(hubs * plan.enhancedMost, Math.max(hubs, Math.round(plan.enhanced * share)));
  const regional = Math.min(hubs * plan.regionalMost, Math.max(2 * hubs, Math.round(plan.regional * share)));
  const ranks = shuffled(
    leads.map((_, position) => position),
    stream,
  );
  return leads.map(({ school, regionCode }, position) => {
    const number = String(position + 1).padStart(3, '0');
    return {
      hubId: `HUB-${number}`,
      name: `Invented hub ${number} (${regions[regionCode]}, ${school.hubPhase})`,
      leadUrn: school.urn,
      regionCode,
      phase: school.hubPhase,
      opensOn: opensOn(itemAt(ranks, position), hubs, setting.academicYear),
      enhancedPlaces: evenly(enhanced, hubs, position),
      regionalPlaces: evenly(regional, hubs, position),
    };
  });
}

const header = [
  'hub_id',
  'name',
  'lead_urn',
  'region_code',
  'phase',
  'opens_on',
  'enhanced_places',
  'regional_places',
] as const;

/** Writes hubs in the columns of the product's own `hubs.csv`, UTF-8. */
export const writeHubs = (rows: readonly HubRow[], path: string): Promise<WrittenFile> =>
  writeCsv({
    path,
    header,
    encoding: 'utf-8',
    rows: rows.map((row) => [
      row.hubId,
      row.name,
      row.leadUrn,
      row.regionCode,
      row.phase,
      row.opensOn,
      row.enhancedPlaces,
      row.regionalPlaces,
    ]),
  });
