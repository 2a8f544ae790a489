/** What kind of school a register type is, as far as attendance expectations are concerned. */
export type EstablishmentKind =
  'mainstream' | 'special' | 'alternative-provision' | 'independent' | 'sixteen-plus' | 'nursery' | 'other-type';

const codesOf: Readonly<Record<Exclude<EstablishmentKind, 'other-type'>, readonly number[]>> = {
  // Community, voluntary aided, voluntary controlled, foundation, city technology college, sponsor-led, converter, free, UTC, studio.
  mainstream: [1, 2, 3, 5, 6, 28, 34, 35, 40, 41],
  special: [7, 8, 12, 33, 36, 44],
  'alternative-provision': [14, 38, 42, 43],
  independent: [10, 11],
  'sixteen-plus': [18, 32, 39, 45, 46],
  nursery: [15],
};

/** Source: docs/sources/data-formats.md#register. A code not listed (secure units, schools overseas, …) is `other-type`. */
export function establishmentKind(typeCode: string): EstablishmentKind {
  const code = Number(typeCode);
  for (const [kind, codes] of Object.entries(codesOf)) {
    if (codes.includes(code)) return kind as EstablishmentKind;
  }
  return 'other-type';
}

const converterCode = 34;
const sponsorLedCode = 28;

export const isConverterAcademy = (typeCode: string): boolean => Number(typeCode) === converterCode;
export const isSponsorLedAcademy = (typeCode: string): boolean => Number(typeCode) === sponsorLedCode;

const academyCodes = [28, 34, 35, 40, 41];

/** Academies and free schools of every mainstream kind: schools with a trust and no maintaining authority. */
export const isAcademy = (typeCode: string): boolean => academyCodes.includes(Number(typeCode));
