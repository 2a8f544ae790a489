import { absencePhase, type AbsencePhase, type Phase, type RegionCode } from '../../domain/shared/phase.js';
import { type Kind, type Outline, type Story } from './composition.js';
import { type Context, contextOf } from './context.js';
import { clamp } from './curves.js';
import { presentType, religiousCharacter } from './establishment-types.js';
import { type Authority, type Town } from './geography.js';
import { type NameParts, schoolName } from './names.js';
import { type RandomStream, randomStream } from './random.js';
import { enrolmentsAt, rollOver } from './size.js';
import { type Traits, traitsOf } from './traits.js';

type Gender = 'boys' | 'girls' | 'mixed';

interface AgeRange {
  readonly low: number;
  readonly high: number;
}

/** One invented school, whatever numbers the register has given it over the years. */
export interface School {
  readonly index: number;
  readonly kind: Kind;
  readonly story: Story;
  readonly phase: Phase;
  /** undefined where no absence is published: referral units, nurseries, colleges, independent schools. */
  readonly absencePhase: AbsencePhase | undefined;
  readonly regionCode: RegionCode;
  readonly authority: Authority;
  readonly town: Town;
  readonly easting: number;
  readonly northing: number;
  readonly isUrban: boolean;
  readonly name: string;
  readonly typeCode: string;
  readonly faithCode: string;
  readonly faithName: string;
  readonly gender: Gender;
  readonly ages: AgeRange;
  readonly isSelective: boolean;
  /** False where the register does not say whether the school selects. */
  readonly isAdmissionsPolicyKnown: boolean;
  /** Pupils of compulsory school age enrolled at any time of a year. */
  readonly enrolments: number;
  readonly roll: number;
  readonly capacity: number;
  readonly traits: Traits;
  readonly context: Context;
}

const phaseOf = (kind: Kind): Phase =>
  kind === 'pupil-referral-unit' || kind === 'nursery' || kind === 'sixteen-plus' || kind === 'independent'
    ? 'other'
    : kind;

function primaryAges(share: number): AgeRange {
  if (share < 0.06) return { low: 7, high: 11 };
  if (share < 0.12) return { low: 4, high: 7 };
  return { low: share < 0.6 ? 3 : 4, high: 11 };
}

function secondaryAges(typeCode: string, share: number): AgeRange {
  if (typeCode === '40' || typeCode === '41') return { low: 14, high: 19 };
  return { low: 11, high: share < 0.4 ? 16 : 18 };
}

const otherAges: Readonly<Record<Exclude<Kind, 'primary' | 'secondary'>, AgeRange>> = {
  'middle-deemed-primary': { low: 8, high: 12 },
  'middle-deemed-secondary': { low: 9, high: 13 },
  'all-through': { low: 3, high: 18 },
  nursery: { low: 2, high: 5 },
  'sixteen-plus': { low: 16, high: 19 },
  'pupil-referral-unit': { low: 5, high: 16 },
  special: { low: 4, high: 19 },
  independent: { low: 4, high: 18 },
};

function agesOf(kind: Kind, typeCode: string, stream: RandomStream): AgeRange {
  const share = stream.uniform();
  if (kind === 'primary') return primaryAges(share);
  return kind === 'secondary' ? secondaryAges(typeCode, share) : otherAges[kind];
}

const kindWords: Readonly<Record<Kind, readonly string[]>> = {
  primary: ['Primary School'],
  'middle-deemed-primary': ['Middle School'],
  secondary: ['High School', 'School', 'Secondary School', 'Community College'],
  'middle-deemed-secondary': ['Middle School'],
  'all-through': ['All-Through School', 'School'],
  special: ['School', 'Special School'],
  'pupil-referral-unit': ['Pupil Referral Unit', 'Learning Centre'],
  nursery: ['Nursery School'],
  'sixteen-plus': ['Sixth Form College'],
  independent: ['Preparatory School', 'House School'],
};

const kindWord = (kind: Kind, ages: AgeRange, stream: RandomStream): string => {
  const word = stream.pick(kindWords[kind]);
  if (kind !== 'primary') return word;
  if (ages.low === 7) return 'Junior School';
  return ages.high === 7 ? 'Infant School' : word;
};

function genderOf(kind: Kind, isSelective: boolean, share: number): Gender {
  if (kind !== 'secondary') return 'mixed';
  const [girls, boys] = isSelective ? [0.35, 0.32] : [0.055, 0.035];
  if (share < girls) return 'girls';
  return share < girls + boys ? 'boys' : 'mixed';
}

/** Towns draw most schools close; the rest lie about the whole area, in the country. */
function siteOf(
  authority: Authority,
  town: Town,
  stream: RandomStream,
): { easting: number; northing: number; isUrban: boolean } {
  const isUrban = authority.regionCode === 'H' || stream.uniform() < 0.78;
  const { west, south, width, height } = authority.area;
  const [east, north] = isUrban
    ? [town.easting + width * 0.07 * stream.normal(), town.northing + height * 0.07 * stream.normal()]
    : [west + width * stream.uniform(), south + height * stream.uniform()];
  return {
    easting: Math.round(clamp(east, west, west + width)),
    northing: Math.round(clamp(north, south, south + height)),
    isUrban,
  };
}

/** Sponsored academies, free schools and technical colleges never select, so the others of a selective area do so a little more often. */
const selects = (kind: Kind, typeCode: string, authority: Authority, share: number): boolean =>
  kind === 'secondary' && !['28', '35', '40', '41'].includes(typeCode) && share < authority.selectiveShare * 1.45;

/** How a name begins and ends; schools that select say so. */
function namePartsOf(
  school: { kind: Kind; ages: AgeRange; isSelective: boolean },
  town: Town,
  stream: RandomStream,
): NameParts {
  const word = school.isSelective ? 'Grammar School' : kindWord(school.kind, school.ages, stream);
  return { town: town.name, faithWord: undefined, kindWord: word };
}

/** School `outline.index`, from streams named after its index alone: the same school in an England of any number. */
export function makeSchool(outline: Outline, authority: Authority, seed: number): School {
  const { index, kind, story } = outline;
  const stream = randomStream(seed, 'school', index);
  const town = stream.pick(authority.towns);
  const typeCode = presentType(kind, story, stream);
  const isSelective = selects(kind, typeCode, authority, stream.uniform());
  const faith = religiousCharacter(typeCode, stream);
  const ages = agesOf(kind, typeCode, stream);
  const gender = genderOf(kind, isSelective, stream.uniform());
  const site = siteOf(authority, town, stream);
  const parts = { ...namePartsOf({ kind, ages, isSelective }, town, stream), faithWord: faith.word };
  const phase = phaseOf(kind);
  const published = absencePhase(phase);
  const setting = { kind, isUrban: site.isUrban, startsLate: ages.low === 14, isSelective };
  const size = enrolmentsAt(setting, randomStream(seed, 'size', index));
  const traits = traitsOf(
    { phase: published ?? 'primary', authority, isSelective, sizeScore: size.score, startsLate: setting.startsLate },
    randomStream(seed, 'traits', index),
  );
  const roll = rollOver(kind, size.enrolments, stream);
  return {
    index,
    kind,
    story,
    phase,
    absencePhase: published,
    regionCode: authority.regionCode,
    authority,
    town,
    ...site,
    name: schoolName(parts, stream),
    typeCode,
    faithCode: faith.code,
    faithName: faith.name,
    gender,
    ages,
    isSelective,
    isAdmissionsPolicyKnown: stream.uniform() >= 0.07,
    enrolments: size.enrolments,
    roll,
    capacity: Math.round(roll * (0.95 + 0.3 * stream.uniform())),
    traits,
    context: contextOf({ phase: published ?? 'primary', gender, traits }, randomStream(seed, 'context', index)),
  };
}
