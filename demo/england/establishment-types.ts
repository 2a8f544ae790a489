import { type Kind, type Story } from './composition.js';
import { itemAt, type RandomStream, weightedChoice } from './random.js';

/** A row of the register's list of types; codes and names as the register has them. */
export interface EstablishmentType {
  readonly code: string;
  readonly name: string;
  readonly groupCode: string;
  readonly groupName: string;
  /** Academies and free schools have a trust. */
  readonly hasTrust: boolean;
}

const groups: Readonly<Record<string, string>> = {
  '3': 'Independent schools',
  '4': 'Local authority maintained schools',
  '5': 'Special schools',
  '10': 'Academies',
  '11': 'Free Schools',
};

const types: Readonly<Record<string, readonly [name: string, groupCode: string]>> = {
  '01': ['Community school', '4'],
  '02': ['Voluntary aided school', '4'],
  '03': ['Voluntary controlled school', '4'],
  '05': ['Foundation school', '4'],
  '07': ['Community special school', '5'],
  '11': ['Other independent school', '3'],
  '12': ['Foundation special school', '5'],
  '14': ['Pupil referral unit', '4'],
  '15': ['Local authority nursery school', '4'],
  '28': ['Academy sponsor led', '10'],
  '33': ['Academy special sponsor led', '10'],
  '34': ['Academy converter', '10'],
  '35': ['Free schools', '11'],
  '36': ['Free schools special', '11'],
  '38': ['Free schools alternative provision', '11'],
  '39': ['Free schools 16 to 19', '11'],
  '40': ['University technical college', '11'],
  '41': ['Studio schools', '11'],
  '42': ['Academy alternative provision converter', '10'],
  '44': ['Academy special converter', '10'],
  '45': ['Academy 16-19 converter', '10'],
};

/** @throws RangeError for a code that the list above does not have. */
export function establishmentType(code: string): EstablishmentType {
  const found = types[code];
  if (found === undefined) throw new RangeError(`No establishment type has the code "${code}".`);
  const [name, groupCode] = found;
  return {
    code,
    name,
    groupCode,
    groupName: groups[groupCode] ?? '',
    hasTrust: groupCode === '10' || groupCode === '11',
  };
}

type TypeShares = readonly (readonly [code: string, weight: number])[];

const maintainedPrimary: TypeShares = [
  ['01', 55],
  ['02', 26],
  ['03', 14],
  ['05', 5],
];
const maintainedSecondary: TypeShares = [
  ['01', 38],
  ['02', 34],
  ['03', 3],
  ['05', 25],
];
const primary: TypeShares = [
  ...maintainedPrimary.map(([code, weight]) => [code, weight * 0.57] as const),
  ['34', 30],
  ['28', 11],
  ['35', 2],
];
const secondary: TypeShares = [
  ...maintainedSecondary.map(([code, weight]) => [code, weight * 0.2] as const),
  ['34', 48],
  ['28', 22],
  ['35', 7],
  ['40', 1.3],
  ['41', 0.8],
];

/** Shares of types among open schools; proportions of the real register of 2024, rounded. */
const shares: Readonly<Record<Kind, TypeShares>> = {
  primary,
  'middle-deemed-primary': primary,
  secondary,
  'middle-deemed-secondary': primary,
  'all-through': [
    ['28', 34],
    ['34', 26],
    ['35', 22],
    ['01', 10],
    ['05', 8],
  ],
  special: [
    ['07', 52],
    ['12', 7],
    ['44', 27],
    ['33', 5],
    ['36', 9],
  ],
  'pupil-referral-unit': [
    ['14', 55],
    ['42', 30],
    ['38', 15],
  ],
  nursery: [['15', 1]],
  'sixteen-plus': [
    ['39', 3],
    ['45', 2],
  ],
  independent: [['11', 1]],
};

const isUpper = (kind: Kind): boolean => kind === 'secondary' || kind === 'all-through';

/** The type a school had while it was maintained by its authority. */
export const maintainedType = (kind: Kind, share: number): string => {
  if (kind === 'special') return '07';
  return weightedChoice(isUpper(kind) ? maintainedSecondary : maintainedPrimary, share);
};

/** The present type of a school; its story decides where there is one. */
export function presentType(kind: Kind, story: Story, stream: RandomStream): string {
  const share = stream.uniform();
  switch (story) {
    case 'converter':
      return kind === 'special' ? '44' : '34';
    case 'sponsor-led':
      return '28';
    case 'new':
    case 'opening':
      return '35';
    case 'closed':
    case 'split':
    case 'amalgamated':
      return maintainedType(kind, share);
    case 'merged':
    case 'closing':
    case 'unchanged':
      return weightedChoice(shares[kind], share);
  }
}

interface Faith {
  readonly code: string;
  readonly name: string;
  readonly word: string | undefined;
}

const anglican: Faith = { code: '02', name: 'Church of England', word: 'Church of England' };
const catholic: Faith = { code: '03', name: 'Roman Catholic', word: 'Catholic' };
const otherFaiths: readonly Faith[] = [
  { code: '05', name: 'Jewish', word: 'Jewish' },
  { code: '07', name: 'Muslim', word: 'Muslim' },
  { code: '21', name: 'Sikh', word: 'Sikh' },
  { code: '15', name: 'Christian', word: 'Christian' },
];
const none: Faith = { code: '00', name: 'Does not apply', word: undefined };
const noneOfAcademies: Faith = { code: '06', name: 'None', word: undefined };

/** Religious character follows the type: voluntary schools are nearly all of a faith, community schools never. */
export function religiousCharacter(typeCode: string, stream: RandomStream): Faith {
  const share = stream.uniform();
  const other = itemAt(otherFaiths, stream.integer(otherFaiths.length));
  if (typeCode === '03') return anglican;
  if (typeCode === '02')
    return weightedChoice<Faith>(
      [
        [anglican, 50],
        [catholic, 44],
        [other, 6],
      ],
      share,
    );
  if (typeCode === '34')
    return weightedChoice<Faith>(
      [
        [anglican, 21],
        [catholic, 11],
        [other, 1],
        [noneOfAcademies, 67],
      ],
      share,
    );
  if (typeCode === '28' || typeCode === '35') {
    return weightedChoice<Faith>(
      [
        [anglican, 13],
        [catholic, 2],
        [other, 4],
        [noneOfAcademies, 81],
      ],
      share,
    );
  }
  return none;
}
