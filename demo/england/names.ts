import { type RandomStream, shuffled } from './random.js';

/** Stems and endings that no place in England combines; a test compares them with the real register where that is present. */
const stems = [
  'Aezel',
  'Braxi',
  'Cyrvo',
  'Dwyzel',
  'Efflin',
  'Fyzzen',
  'Gwixel',
  'Hezzo',
  'Ixwen',
  'Jexam',
  'Kyvel',
  'Lyxor',
  'Mozzel',
  'Nyxen',
  'Ozzim',
  'Pryxo',
  'Quovel',
  'Rhyzan',
  'Syvven',
  'Tyquo',
  'Uzver',
  'Vexan',
  'Wyzzel',
  'Xanvo',
  'Yvvor',
  'Zelqua',
  'Blyzo',
  'Crovex',
  'Dravox',
  'Fluxen',
  'Glynza',
  'Hyxom',
  'Jorzel',
  'Kwillo',
  'Luzzen',
  'Myrvax',
  'Ovvex',
  'Plezzo',
  'Quizen',
  'Rovyx',
  'Sluvo',
  'Thyzzo',
  'Vyquel',
  'Wexyl',
  'Yzzom',
  'Zurvel',
  'Zyffen',
  'Ylquo',
] as const;
const endings = [
  'mere',
  'wold',
  'combe',
  'stow',
  'garth',
  'holt',
  'thwaite',
  'den',
  'ford',
  'ley',
  'ham',
  'wick',
  'bourne',
  'stead',
  'minster',
  'haven',
  'croft',
  'dale',
  'fell',
  'worth',
  'mouth',
  'bridge',
] as const;

/** Every invented place name once, in an order that the stream decides. */
export const placeNames = (stream: RandomStream): string[] =>
  shuffled(
    stems.flatMap((stem) => endings.map((ending) => `${stem}${ending}`)),
    stream,
  );

export const saints = [
  'Aezeline',
  'Brixan',
  'Cyrvola',
  'Dwyzen',
  'Élowyx',
  'Fyzella',
  'Gwixan',
  'Hezzoline',
  'Ixwena',
  'Jexamin',
  'Kyvela',
  'Lyxandra',
  'Mozzeline',
  'Nyxanna',
  'Ozzimund',
  'Pryxilda',
  'Quovelle',
  'Rhyzander',
  'Syvvena',
  'Tyquain',
  'Zélqua',
] as const;

const features = [
  'Meadow',
  'Park',
  'Lane',
  'Green',
  'Hill',
  'Brook',
  'Field',
  'Grove',
  'Bank',
  'Common',
  'Mill',
  'Orchard',
  'View',
  'Heath',
  'Vale',
  'Cross',
  'Wood',
  'Moor',
  'Spring',
  'Road',
] as const;

const trustWords = [
  'Learning Trust',
  'Education Trust',
  'Academies Trust',
  'Schools Partnership',
  'Multi Academy Trust',
] as const;

export interface NameParts {
  readonly town: string;
  /** Word of the faith in a school's name, such as `Church of England`, or undefined. */
  readonly faithWord: string | undefined;
  /** What the name ends with, such as `Primary School`. */
  readonly kindWord: string;
}

/** A school's name; faith schools have an invented saint. */
export function schoolName(parts: NameParts, stream: RandomStream): string {
  const { town, faithWord, kindWord } = parts;
  const feature = stream.pick(features);
  const saint = stream.pick(saints);
  const curly = stream.uniform() < 0.3;
  if (faithWord !== undefined) return `St ${saint}${curly ? '’' : "'"}s ${faithWord} ${kindWord}`;
  return stream.uniform() < 0.6 ? `${town} ${feature} ${kindWord}` : `${town} ${kindWord}`;
}

/** A trust's name, after a place; in capitals, as the register writes trusts. */
export const trustName = (place: string, stream: RandomStream): string =>
  `${place} ${stream.pick(trustWords)}`.toUpperCase();
