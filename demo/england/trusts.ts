import { type RegionCode, regionCodes } from '../../domain/shared/phase.js';
import { type Establishment } from './establishment.js';
import { establishmentType } from './establishment-types.js';
import { placeNames, trustName } from './names.js';
import { itemAt, randomStream } from './random.js';

/** How the register describes an establishment's trust. */
export interface Trust {
  readonly flagCode: '0' | '1' | '2' | '3' | '5';
  readonly flagName: string;
  readonly code: string;
  readonly name: string;
}

const flags = {
  '0': 'Not applicable',
  '1': 'Supported by a trust',
  '2': 'Not supported by a trust',
  '3': 'Supported by a multi-academy trust',
  '5': 'Supported by a single-academy trust',
} as const;

const without = (flagCode: '0' | '1' | '2'): Trust => ({ flagCode, flagName: flags[flagCode], code: '', name: '' });

const singleShare = 0.11;
const nationwideShare = 0.06;
const nationwideTrusts = 4;
const schoolsATrust = 8;
/** Trust numbers of the register stay far below these. */
const firstSingleCode = 100_000;
const firstMultiCode = 90_000;
const multiCodesARegion = 700;

/**
 * Trust of each open academy, by URN; a maintained school has none or, as a foundation school, sometimes a charitable one.
 * Multi-academy trusts lie in one region, a few run across England, and their sizes are as uneven as in life.
 */
export function trustsOf(establishments: readonly Establishment[], seed: number): Map<string, Trust> {
  const places = placeNames(randomStream(seed, 'trust places'));
  const academies = new Map<RegionCode, number>();
  for (const { school, typeCode } of establishments) {
    if (establishmentType(typeCode).hasTrust)
      academies.set(school.regionCode, (academies.get(school.regionCode) ?? 0) + 1);
  }
  const multi = (block: number, number: number): Trust => {
    const code = firstMultiCode + block * multiCodesARegion + number;
    const place = itemAt(places, (block * 113 + number) % places.length);
    return {
      flagCode: '3',
      flagName: flags['3'],
      code: String(code),
      name: trustName(place, randomStream(seed, 'trust', code)),
    };
  };
  return new Map(
    establishments.map((establishment) => {
      const { school, typeCode, urn } = establishment;
      const stream = randomStream(seed, 'governance', urn);
      const share = stream.uniform();
      if (!establishmentType(typeCode).hasTrust) {
        const flagCode = typeCode === '05' ? (share < 0.35 ? '1' : '2') : '0';
        return [urn, without(flagCode)] as const;
      }
      if (share < singleShare) {
        const name = `${school.name} TRUST`.toUpperCase();
        return [
          urn,
          { flagCode: '5', flagName: flags['5'], code: String(firstSingleCode + school.index), name },
        ] as const;
      }
      if (share > 1 - nationwideShare)
        return [urn, multi(regionCodes.length, stream.integer(nationwideTrusts))] as const;
      const trusts = Math.max(1, Math.round((academies.get(school.regionCode) ?? 0) / schoolsATrust));
      return [
        urn,
        multi(regionCodes.indexOf(school.regionCode), Math.floor(stream.uniform() ** 1.7 * trusts)),
      ] as const;
    }),
  );
}
