import { onsRegionCode, regionCodes, regions, type RegionCode } from '../../domain/shared/phase.js';
import { clamp } from './curves.js';
import { placeNames } from './names.js';
import { itemAt, type RandomStream, randomStream, weightedChoice } from './random.js';
import { regionShares } from './composition.js';

export interface Town {
  readonly name: string;
  readonly easting: number;
  readonly northing: number;
}

/** A rectangle on the British National Grid, metres. */
interface Area {
  readonly west: number;
  readonly south: number;
  readonly width: number;
  readonly height: number;
}

export interface Authority {
  readonly code: string;
  readonly onsCode: string;
  readonly name: string;
  readonly regionCode: RegionCode;
  readonly area: Area;
  readonly towns: readonly Town[];
  /** Its share of the schools of its region, as a weight. */
  readonly weight: number;
  /** Share of its secondary schools that are grammar schools. */
  readonly selectiveShare: number;
  /** Standard normal scores of the area that its schools share. */
  readonly deprivation: number;
  readonly language: number;
  readonly absence: number;
}

export interface Geography {
  readonly authorities: readonly Authority[];
  /** The authorities of one school alone, such as a city's square mile or a group of islands. */
  readonly singles: readonly Authority[];
}

/** Authorities by region, 153 in all, and the rough square (km) in which nine schools in ten lie; sources: daily attendance statistics, school locations. */
const squares: Readonly<Record<RegionCode, { authorities: number; box: readonly [number, number, number, number] }>> = {
  A: { authorities: 12, box: [400, 516, 455, 590] },
  B: { authorities: 24, box: [320, 375, 392, 480] },
  D: { authorities: 15, box: [408, 388, 510, 472] },
  E: { authorities: 10, box: [430, 265, 515, 380] },
  F: { authorities: 14, box: [360, 255, 432, 340] },
  G: { authorities: 11, box: [505, 192, 628, 312] },
  H: { authorities: 33, box: [510, 165, 550, 195] },
  J: { authorities: 19, box: [442, 103, 590, 210] },
  K: { authorities: 15, box: [215, 52, 412, 210] },
};

/** Mean scores of a region's areas: London is poor and speaks many languages and is still less absent. Fitted to the panel of 2017/18. */
const regionScores: Readonly<Record<RegionCode, { deprivation: number; language: number; absence: number }>> = {
  A: { deprivation: 0.35, language: -0.55, absence: 0.1 },
  B: { deprivation: 0.2, language: -0.2, absence: 0 },
  D: { deprivation: 0.1, language: -0.1, absence: 0.1 },
  E: { deprivation: -0.1, language: -0.2, absence: -0.05 },
  F: { deprivation: 0.2, language: 0.15, absence: 0 },
  G: { deprivation: -0.3, language: -0.15, absence: 0.1 },
  H: { deprivation: 0.6, language: 1.45, absence: -0.3 },
  J: { deprivation: -0.35, language: -0.1, absence: 0.1 },
  K: { deprivation: -0.3, language: -0.5, absence: 0.2 },
};

/** Shares of grammar schools by an authority's place in its region: 36 authorities of 153, most of them barely. Shape: panel of 2017/18. */
const selectiveShares: Readonly<Record<RegionCode, readonly number[]>> = {
  A: [],
  B: [0, 0.32, 0, 0.06, 0.05, 0, 0.07, 0, 0, 0.06],
  D: [0, 0.06, 0, 0.08, 0.1],
  E: [0, 0.36, 0, 0.05],
  F: [0, 0.22, 0.1, 0, 0.08, 0.08, 0, 0.2],
  G: [0, 0.34, 0.05, 0, 0.24],
  H: [0, 0.25, 0, 0.1, 0, 0.3, 0.08, 0, 0.4, 0.08],
  J: [0, 0.4, 0, 0.36, 0.06, 0.3, 0, 0.25],
  K: [0, 0.28, 0.08, 0, 0.3, 0.08, 0.22],
};

const schoolsAnAuthority = 20;
const fewestSchoolsForSingles = 200;
const firstAuthorityCode = 501;
const townsAnAuthority = 4;

const greatestCommonDivisor = (one: number, other: number): number =>
  other === 0 ? one : greatestCommonDivisor(other, one % other);

/** The authority's cell of its region's square. A stride over the cells keeps the first few authorities apart. */
function areaOf(regionCode: RegionCode, position: number): Area {
  const { authorities, box } = squares[regionCode];
  const [west, south, east, north] = box;
  const columns = Math.ceil(Math.sqrt(authorities));
  const rows = Math.ceil(authorities / columns);
  const cells = columns * rows;
  let stride = Math.ceil(cells * 0.382);
  while (greatestCommonDivisor(stride, cells) > 1) stride += 1;
  const cell = (position * stride) % cells;
  const [width, height] = [((east - west) * 1000) / columns, ((north - south) * 1000) / rows];
  return {
    west: west * 1000 + (cell % columns) * width,
    south: south * 1000 + Math.floor(cell / columns) * height,
    width,
    height,
  };
}

function townsOf(names: readonly string[], area: Area, stream: RandomStream): Town[] {
  return names.map((name) => ({
    name,
    easting: area.west + area.width * (0.15 + 0.7 * stream.uniform()),
    northing: area.south + area.height * (0.15 + 0.7 * stream.uniform()),
  }));
}

function authorityName(own: string, towns: readonly Town[], stream: RandomStream): string {
  const style = stream.uniform();
  if (style < 0.06) return `${own}, County of`;
  if (style < 0.16) return `East ${own}`;
  return style < 0.26 ? `${own} and ${itemAt(towns, 1).name}` : own;
}

interface AuthoritySeat {
  readonly regionCode: RegionCode;
  readonly position: number;
  readonly code: string;
}

function makeAuthority(seat: AuthoritySeat, places: Iterator<string>, stream: RandomStream): Authority {
  const { regionCode, position, code } = seat;
  const nextPlace = (): string => String(places.next().value);
  const own = nextPlace();
  const area = areaOf(regionCode, position);
  const towns = townsOf(Array.from({ length: townsAnAuthority }, nextPlace), area, stream);
  const mean = regionScores[regionCode];
  // One name with a comma in every England, however small: readers must mind the quotes.
  const isCounty = regionCode === 'F' && position === 0;
  const selectiveShare = selectiveShares[regionCode][position] ?? 0;
  // Within a region poor areas tend to speak more languages.
  const [poor, many] = [stream.normal(), stream.normal()];
  return {
    code,
    onsCode: `E99000${code}`,
    name: isCounty ? `${own}, County of` : authorityName(own, towns, stream),
    regionCode,
    area,
    towns,
    // The selective counties are large ones.
    weight: (0.45 + Math.exp(0.6 * stream.normal())) * (1 + 1.2 * selectiveShare),
    selectiveShare,
    deprivation: mean.deprivation + 0.4 * poor,
    language: mean.language + 0.18 * poor + 0.45 * many,
    absence: mean.absence + 0.08 * stream.normal(),
  };
}

/** The invented authorities that an England of so many schools needs: all 153 from about 5,600 schools up. */
export function geography(schools: number, seed: number): Geography {
  const places = placeNames(randomStream(seed, 'places')).values();
  const authorities: Authority[] = [];
  const singles: Authority[] = [];
  let number = 0;
  for (const regionCode of regionCodes) {
    const share = regionShares.find(([code]) => code === regionCode)?.[1] ?? 0;
    const hasSingle = regionCode === 'H' || regionCode === 'K';
    const most = squares[regionCode].authorities - (hasSingle ? 1 : 0);
    const used = clamp(Math.round((schools * share) / schoolsAnAuthority), 1, most);
    for (let position = 0; position < squares[regionCode].authorities; position += 1, number += 1) {
      // Made even when unused, so that places keep their names whatever the number of schools.
      const code = String(firstAuthorityCode + number);
      const authority = makeAuthority({ regionCode, position, code }, places, randomStream(seed, 'authority', code));
      if (position < used) authorities.push(authority);
      else if (position === most && schools >= fewestSchoolsForSingles) singles.push(authority);
    }
  }
  return { authorities, singles };
}

export function chooseAuthority(authorities: readonly Authority[], regionCode: RegionCode, share: number): Authority {
  const choices = authorities.filter((one) => one.regionCode === regionCode);
  return weightedChoice(
    choices.map((one) => [one, one.weight] as const),
    share,
  );
}

/** Code and name of a region as the attendance files write them. */
export const regionColumns = (regionCode: RegionCode): readonly [string, string] => [
  onsRegionCode[regionCode],
  regionCode === 'D' ? 'Yorkshire and The Humber' : regions[regionCode],
];
