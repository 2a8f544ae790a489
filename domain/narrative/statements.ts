import { namedExamples } from '../naming/examples.js';
import { type ReportFacts } from '../report/facts.js';
import { yearInWords } from '../shared/academic-year.js';
import { namedNowhere } from './template.js';

/**
 * A statement that may be made in these words and no others, because a small change would turn its meaning: that a report is not published,
 * that an expectation is not a limit. Most of its words are in no lexicon, so that any other use of them is refused.
 */
export interface Statement {
  readonly pattern: RegExp;
  readonly isTrue: boolean;
}

const report = '(?:this report|the report|your report|it)';
const name = '[\\uE000-\\uF8FF]';
const challenge = [
  'agree(?: to it| with it)?',
  '(?:challenge|question) (?:a|any) figure',
  '(?:propose|suggest|ask for) (?:a higher (?:one|expectation|level)|more)',
].join('|');

/** Every licensed statement, and whether it is true of this report. */
export function statementsFor(facts: ReportFacts): readonly Statement[] {
  const year = yearInWords(facts.academicYear).replace('/', '\\/');
  const ofSchool = `(?: for (?:this|the|your) school| for ${name})?(?:,? (?:this year|(?:in|for) ${year}))?`;
  const always: readonly string[] = [
    `${report} (?:is|stays) (?:private|confidential)(?: to (?:the|your|this) school)?(?:,? and (?:it )?is not published)?`,
    `(?:${report} )?(?:is|will) not (?:be )?(?:published|shared with ofsted)(?:(?:,? and (?:it )?(?:is |will )?not (?:be )?| or )(?:shared with ofsted|published))?`,
    '(?:(?:the|this|your) expectation|it) is indicative(?: only)?',
    '(?:(?:it|this|that|the expectation) is )?(?:only )?(?:an? (?:indicative )?)?starting point(?:,| and|, and)? not a limit',
    'if (?:a|any|one) figure (?:is|looks|seems) wrong(?: to you)?,? (?:please )?(?:you can )?(?:challenge it|tell us|say so)(?:[;,](?: and)? the clock (?:stops|stands still) while (?:it|this) is (?:looked into|checked))?',
    '^(?:without (?:any )?(?:other )?change|if nothing(?: else)? changes),',
    'as published(?=[ ,.])|(?:the )?published (?:figures?|data|rates?)',
    '(?:which |that |it )?evens? out (?:single )?good (?:or|and) bad years',
    `(?:you|the school|your school) (?:may|can) (?:${challenge})(?:(?:, or | or |, and | and |, )(?:${challenge}))*`,
  ];
  const withoutExpectation = [
    `no expectation (?:is|has been|was) (?:set|made)${ofSchool}`,
    `there is no expectation${ofSchool}`,
  ];
  const withoutExample = [
    'no (?:other |similar )?school is (?:shown|given) as an? (?:fair )?example',
    'no (?:other |similar )?school is named as a fair example',
    '(?:there is )?no fair example(?: of a similar school)?(?: is (?:given|named|shown)| can be (?:given|named|shown))?',
    'no example is (?:given|named|shown)',
  ];
  return [
    ...always.map((pattern) => statement(pattern, true)),
    ...withoutExpectation.map((pattern) => statement(pattern, facts.expectation === undefined)),
    ...(['primary', 'secondary'] as const).map((phase) => statement(`${phase}(?= schools?)`, facts.phase === phase)),
    ...withoutExample.map((pattern) => statement(pattern, facts.similar.kind === 'no-fair-example')),
    statement('no (?:other |similar )?school is named as an? example', namedExamples(facts).length === 0),
  ];
}

const statement = (pattern: string, isTrue: boolean): Statement => ({
  pattern: new RegExp(`(?<![\\p{L}\\p{N}'])(?:${pattern})(?![\\p{L}\\p{N}'])`, 'giu'),
  isTrue,
});

/** Sentences that the facts bring along and a text may repeat word for word. */
export function quotable(facts: ReportFacts): readonly string[] {
  const sentences = [
    ...(facts.withheldBecause ?? []),
    ...facts.findings.filter(({ severity }) => severity === 'blocks').map(({ reason }) => reason),
    ...(facts.similar.kind === 'no-fair-example'
      ? [facts.similar.reason]
      : namedExamples(facts).length === 0
        ? [namedNowhere]
        : []),
    ...facts.notes,
  ];
  return [...new Set(sentences)].filter((sentence) => sentence !== '').sort((a, b) => b.length - a.length);
}
