import { type Measure, type Subject } from './levels.js';

export type Direction = 'up' | 'down' | 'same';

/** A run of words that carries meaning: who is spoken of, what is measured, which way, or that something is asked. */
export type Meaning =
  | { readonly type: 'subject'; readonly subject: Subject; readonly isVerb?: true }
  | { readonly type: 'measure'; readonly measure: Measure }
  | { readonly type: 'change'; readonly direction: Direction }
  | { readonly type: 'comparison'; readonly direction: Direction }
  | { readonly type: 'gain'; readonly direction: Direction }
  | { readonly type: 'year'; readonly relative: 'this' | 'last' | 'before' }
  | { readonly type: 'cue'; readonly cue: 'hold' | 'at-least' | 'under-tenth' | 'from' | 'range' };

const subject = (is: Subject): Meaning => ({ type: 'subject', subject: is });
const change = (direction: Direction): Meaning => ({ type: 'change', direction });
const comparison = (direction: Direction): Meaning => ({ type: 'comparison', direction });
const gain = (direction: Direction): Meaning => ({ type: 'gain', direction });

const similarSchools =
  '(?:similar schools?|schools? (?:most )?like (?:it|this one|this|yours|that)|schools? in like circumstances|schools? in similar circumstances|comparable schools?)';

const patterns: readonly (readonly [string, Meaning])[] = [
  [`(?:the )?top quarter of (?:the )?${similarSchools}`, subject('level similar-top-quarter')],
  [`(?:similar schools'?|schools) in the top quarter`, subject('level similar-top-quarter')],
  [
    `(?:the )?(?:middle|median|typical level|midpoint|mid-point) (?:of|for|among) (?:the )?${similarSchools}`,
    subject('level similar-median'),
  ],
  [`(?:the |a )?(?:middle|median|typical) similar school`, subject('level similar-median')],
  [
    `(?:the |its |your |the school's )?local authority(?:'s)?(?: average| level| rate| figure)?`,
    subject('level local-authority'),
  ],
  [
    `(?:the )?(?:average|rate|level|figure) (?:for|in|of|across) (?:the |its |your )?local authority`,
    subject('level local-authority'),
  ],
  [`(?:the )?national (?:average|level|rate|figure)`, subject('level national')],
  [`(?:the )?(?:average|rate|level|figure) (?:for|in|of|across) england`, subject('level national')],
  [`(?:the )?england(?:'s)? average`, subject('level national')],
  [
    `(?:the school's |its |your )?(?:own )?(?:level |attendance |rate )?before the pandemic`,
    subject('level own-pre-pandemic'),
  ],
  [`the school before the pandemic`, subject('level own-pre-pandemic')],
  [
    `(?:the school's |its |your |the |own )*pre-pandemic (?:level|attendance|rate|figure)`,
    subject('level own-pre-pandemic'),
  ],
  [
    `this year's expectation|(?:the |its |your |an )?expectation|(?:the |its |your |an )?expected (?:level|rate|minimum)`,
    subject('expectation'),
  ],
  [
    `(?:is|are|was|were|be|will be) (?:expected|asked)|expected|asked|expects?|asks?`,
    { type: 'subject', subject: 'expectation', isVerb: true },
  ],
  [`(?:the |its |your |a )?minimum(?: expected)?|(?:the |its |your )?floor`, subject('expectation')],
  [`(?:the |its |your |a |school's )*baseline`, subject('baseline')],
  [similarSchools, subject('examples')],
  [`(?:these|those|the named|example|named) schools`, subject('examples')],
  [`(?:the|this|your) school(?:'s)?|where the school stands|the school stands at`, subject('own')],
  ["persistent(?:ly)? (?:absence|absent)|persistent absence(?:'s)?", { type: 'measure', measure: 'persistent' }],
  ['severe(?:ly)? (?:absence|absent)', { type: 'measure', measure: 'severe' }],
  ['(?:overall )?absence', { type: 'measure', measure: 'absence' }],
  ['(?:overall )?attendance', { type: 'measure', measure: 'attendance' }],
  ['less than 0\\.1 percentage points?|under 0\\.1 percentage points?', { type: 'cue', cue: 'under-tenth' }],
  ['at least|no less than|or (?:above|more|higher|better)', { type: 'cue', cue: 'at-least' }],
  ['(?:to )?hold(?:s|ing)?|(?:to )?keep(?:s|ing)?', { type: 'cue', cue: 'hold' }],
  ['likely|range', { type: 'cue', cue: 'range' }],
  ['from', { type: 'cue', cue: 'from' }],
  [
    'stay(?:ed|s)? the same|unchanged|(?:held|stayed|remained) (?:steady|level)|(?:has )?not changed|did not change',
    change('same'),
  ],
  ['rose|risen|increased|improved|grew|grown|climbed|went up|gone up|moved up|up', change('up')],
  ['fell|fallen|decreased|declined|dropped|dipped|went down|gone down|came down|moved down|down', change('down')],
  ['reached|matched|matches|equals|equalled', comparison('same')],
  ['(?:the )?same as|in line with|level with|equal to', comparison('same')],
  ['above|higher|better|greater|more|ahead of', comparison('up')],
  ['below|lower|less|behind|short of|under', comparison('down')],
  ['improvements?|improv(?:e|es|ing)|ris(?:e|es|ing)|increas(?:e|es|ing)|gain(?:s|ed)?|grow(?:s|th)?', gain('up')],
  ['falls?|falling|drop(?:s|ping)?|decreas(?:e|es|ing)|declin(?:e|es|ing)|dips?|reductions?', gain('down')],
  ['this year|this academic year', { type: 'year', relative: 'this' }],
  ['last year|the most recent year|the latest year', { type: 'year', relative: 'last' }],
  ['the year before(?: that)?|the previous year|a year earlier|one year earlier', { type: 'year', relative: 'before' }],
];

const compiled = patterns.map(([pattern, meaning]) => ({
  pattern: new RegExp(`(?:${pattern})(?![\\p{L}\\p{N}'])`, 'iuy'),
  meaning,
}));

/** Most words begin no phrase at all. */
const anyPhrase = new RegExp(`(?:${patterns.map(([pattern]) => pattern).join('|')})(?![\\p{L}\\p{N}'])`, 'iuy');

export interface Phrase {
  readonly meaning: Meaning;
  readonly length: number;
}

/** The longest phrase that begins at `position`; of two equally long, the first in the table. */
export function phraseAt(text: string, position: number): Phrase | undefined {
  anyPhrase.lastIndex = position;
  if (!anyPhrase.test(text)) return undefined;
  let best: Phrase | undefined;
  for (const { pattern, meaning } of compiled) {
    pattern.lastIndex = position;
    const length = pattern.exec(text)?.[0].length ?? 0;
    if (length > (best?.length ?? 0)) best = { meaning, length };
  }
  return best;
}
