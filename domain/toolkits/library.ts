import { type Phase } from '../shared/phase.js';

/** Where a school's gap may lie, as far as its published figures show. */
export type Gap = 'moving-up' | 'below-similar' | 'fell' | 'persistent' | 'severe' | 'any';

export interface PracticeExample {
  readonly school: string;
  readonly what: string;
}

/** One entry of the library of practice: in our own words, for a school to take, change or leave. */
export interface Toolkit {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly moment: string;
  readonly phases: readonly Phase[];
  readonly gaps: readonly Gap[];
  readonly summary: string;
  readonly steps: readonly string[];
  readonly examples: readonly PracticeExample[];
}

const withYearSix: readonly Phase[] = ['primary', 'middle-deemed-primary', 'middle-deemed-secondary', 'all-through'];
const withYearSeven: readonly Phase[] = [
  'secondary',
  'middle-deemed-secondary',
  'middle-deemed-primary',
  'all-through',
];
const everyPhase: readonly Phase[] = [
  'primary',
  'middle-deemed-primary',
  'secondary',
  'middle-deemed-secondary',
  'all-through',
];

/** Examples of transition practice: docs/sources/support-and-hubs.md#toolkits; the rest is our own. */
const transitions: readonly Toolkit[] = [
  {
    id: 'year-6-leavers',
    version: 1,
    title: 'Year 6 to Year 7: sending pupils on',
    moment: 'Summer term of Year 6',
    phases: withYearSix,
    gaps: ['moving-up'],
    summary: 'Pupils who know the place and the people they are going to come in from the first day.',
    steps: [
      'Let the next school know by June which pupils have missed many days, and what has helped them.',
      'Give each of these pupils one visit in a small group before the end of term.',
      'Let a familiar adult ring home in the first week of September.',
    ],
    examples: [],
  },
  {
    id: 'year-7-arrivals',
    version: 1,
    title: 'Year 6 to Year 7: welcoming pupils',
    moment: 'The summer before Year 7 and its first half term',
    phases: withYearSeven,
    gaps: ['moving-up'],
    summary: 'Time together before the first lesson makes a new school a known place.',
    steps: [
      'Invite pupils and families to something worth doing in the summer, not only to a talk.',
      'Pair each pupil with an older one who was new last year.',
      'Look at attendance after ten school days, and speak with every pupil who has missed two or more.',
    ],
    examples: [
      {
        school: 'CHS South, Manchester',
        what: 'Families come to cooking classes in the summer before Year 7, so that they know the building and the staff.',
      },
    ],
  },
  {
    id: 'year-7-to-8',
    version: 1,
    title: 'Year 7 to Year 8: keeping the interest',
    moment: 'Summer term of Year 7 to autumn of Year 8',
    phases: withYearSeven,
    gaps: ['moving-up', 'fell'],
    summary: 'When the newness has gone, something chosen is a reason to come in.',
    steps: [
      'Ask pupils in June what they would like to do in school next year.',
      'Put one chosen activity into every week, in school time.',
      'Compare attendance on that day with the other days after six weeks.',
    ],
    examples: [
      {
        school: 'King’s Leadership Academy Warrington',
        what: 'Every week has an hour of enrichment in which pupils choose what they do.',
      },
    ],
  },
];

const moments: readonly Toolkit[] = [
  {
    id: 'first-weeks',
    version: 1,
    title: 'The first weeks of the year',
    moment: 'September',
    phases: everyPhase,
    gaps: ['persistent', 'below-similar'],
    summary:
      'Pupils who miss days in September are the ones who miss most by July; a word in week two is worth more than a letter in week ten.',
    steps: [
      'List in July the pupils who missed a tenth of the year, and choose an adult for each.',
      'Let that adult greet them by name in the first week.',
      'Look at the list each Friday of September and change what does not work.',
    ],
    examples: [],
  },
  {
    id: 'after-illness',
    version: 1,
    title: 'Coming back after illness',
    moment: 'The day a pupil returns',
    phases: everyPhase,
    gaps: ['fell', 'any'],
    summary: 'An easy way back keeps a short absence short.',
    steps: [
      'Say on the phone when a child with a cold can come in, in the words of the health service.',
      'Have the missed work ready, and not more than can be done.',
      'Let someone ask on the first day how it went.',
    ],
    examples: [],
  },
  {
    id: 'fridays-and-ends-of-term',
    version: 1,
    title: 'Fridays and the ends of terms',
    moment: 'The last day of the week and the last fortnight of a term',
    phases: everyPhase,
    gaps: ['below-similar', 'fell'],
    summary: 'Days that look like the end of something are missed more; put something there that is worth having.',
    steps: [
      'Compare your Fridays, and the last two weeks of each term, with the rest of the year.',
      'Move a trip, a match or a favourite lesson to those days.',
      'Let families know in good time what will happen.',
    ],
    examples: [],
  },
  {
    id: 'attendance-talks',
    version: 1,
    title: 'Talks that start with a question',
    moment: 'When a pupil has missed a tenth of a half term',
    phases: everyPhase,
    gaps: ['persistent'],
    summary: 'A talk that asks what would make coming in easier finds more than one that recites a rate.',
    steps: [
      'Ask first, and write down what the pupil and the family say.',
      'Agree on one thing that the school does and one that they do.',
      'Meet again after three weeks, whatever has happened.',
    ],
    examples: [],
  },
  {
    id: 'long-absence',
    version: 1,
    title: 'A way back from a long absence',
    moment: 'When a pupil has missed half of their time',
    phases: everyPhase,
    gaps: ['severe'],
    summary: 'Few pupils, each with a story of their own: a plan with all who know the pupil, in small steps.',
    steps: [
      'Name one person who holds the plan, and bring in the local authority early.',
      'Begin with what the pupil can manage and add a little each week.',
      'Keep the door open: lessons, friends and trips stay theirs.',
    ],
    examples: [],
  },
];

/** The whole library; an entry that changes gets a new version. */
export const toolkitLibrary: readonly Toolkit[] = [...transitions, ...moments];
