/** Codes of the establishment register for the words of the performance tables; source: docs/sources/data-formats.md#register. */
const typeCodes: ReadonlyMap<string, string> = new Map([
  ['community school', '01'],
  ['voluntary aided school', '02'],
  ['voluntary controlled school', '03'],
  ['foundation school', '05'],
  ['city technology college', '06'],
  ['community special school', '07'],
  ['non-maintained special school', '08'],
  ['foundation special school', '12'],
  ['academy sponsor led mainstream', '28'],
  ['academy - sponsor led special school', '33'],
  ['academy - converter mainstream', '34'],
  ['free school - mainstream', '35'],
  ['free school - special', '36'],
  ['university technical college', '40'],
  ['free school- utc', '40'],
  ['studio school', '41'],
  ['free school studio school', '41'],
  ['academy - converter special school', '44'],
]);

/** undefined for a kind that has no state-funded pupils of compulsory school age. */
export const typeCodeOf = (words: string): string | undefined =>
  typeCodes.get(words.toLowerCase().replaceAll('?', '').replaceAll(/\s+/g, ' ').trim());

export const typeGroupOf = (typeCode: string): string => {
  if (['07', '08', '12', '33', '36', '44'].includes(typeCode)) return '5';
  if (['35', '40', '41'].includes(typeCode)) return '11';
  return ['28', '34', '06'].includes(typeCode) ? '10' : '4';
};

export const genderCodeOf = (words: string): string => ({ Boys: '1', Girls: '2', Mixed: '3' })[words.trim()] ?? '9';

/** "Comprehensive" and "Modern" select nobody by ability; primaries are mostly "Unknown", where the register says "not applicable". */
export function admissionsCodeOf(words: string, isPrimary: boolean): string {
  switch (words.trim()) {
    case 'Selective':
      return '2';
    case 'Comprehensive':
    case 'Modern':
    case 'Non selective':
      return '4';
    case 'Not applicable':
      return '0';
    default:
      return isPrimary ? '0' : '';
  }
}

export const regionLetters: Readonly<Record<string, string>> = {
  'North East': 'A',
  'North West': 'B',
  'Yorkshire and the Humber': 'D',
  'East Midlands': 'E',
  'West Midlands': 'F',
  'East of England': 'G',
  London: 'H',
  'South East': 'J',
  'South West': 'K',
};
