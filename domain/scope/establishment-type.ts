/** What kind of school a register type is, as far as attendance expectations are concerned. */
export type EstablishmentKind =
  | 'mainstream'
  | 'special'
  | 'alternative-provision'
  | 'independent'
  | 'sixteen-plus'
  | 'nursery'
  | 'other-type'
  | 'unknown-type';

const codesOf: Readonly<Record<Exclude<EstablishmentKind, 'unknown-type'>, readonly number[]>> = {
  // Community, voluntary aided, voluntary controlled, foundation, city technology college, sponsor-led, converter, free, UTC, studio.
  mainstream: [1, 2, 3, 5, 6, 28, 34, 35, 40, 41],
  special: [7, 8, 12, 33, 36, 44],
  'alternative-provision': [14, 38, 42, 43],
  independent: [10, 11],
  'sixteen-plus': [18, 31, 32, 39, 45, 46, 57],
  nursery: [15],
  // Secure units, offshore, service children's, miscellaneous, higher education, Welsh, British overseas, children's centres, online, other departments.
  'other-type': [24, 25, 26, 27, 29, 30, 37, 47, 48, 49, 56],
};

/** Source: docs/sources/data-formats.md#register. A code that is not listed is `unknown-type`: a new type may well be mainstream. */
export function establishmentKind(typeCode: string): EstablishmentKind {
  const code = Number(typeCode);
  for (const [kind, codes] of Object.entries(codesOf)) {
    if (codes.includes(code)) return kind as EstablishmentKind;
  }
  return 'unknown-type';
}

const converterCode = 34;
const sponsorLedCode = 28;

export const isConverterAcademy = (typeCode: string): boolean => Number(typeCode) === converterCode;
export const isSponsorLedAcademy = (typeCode: string): boolean => Number(typeCode) === sponsorLedCode;

const academyCodes = [28, 34, 35, 40, 41];

/** Academies and free schools of every mainstream kind: schools with a trust and no maintaining authority. */
export const isAcademy = (typeCode: string): boolean => academyCodes.includes(Number(typeCode));
