import { rungTitles } from '../baseline/ladder.js';
import { namedExamples } from '../naming/examples.js';
import { askedOf } from '../report/asked.js';
import { type ReportFacts, type YearFacts } from '../report/facts.js';
import { yearInWords } from '../shared/academic-year.js';
import { roundTo } from '../shared/rates.js';
import { levelsOf } from './levels.js';
import { allowedNames, plainForm } from './names.js';
import { namedNowhere, narrativeSections, type NarrativeSection } from './template.js';

/** What a language model is given to write from: figures as they must be repeated, and codes in the place of names. */
export type Brief = Readonly<Record<string, unknown>>;

export interface WrittenSection {
  readonly section: NarrativeSection;
  readonly text: string;
}

const percent = (value: number): string => `${roundTo(value, 1).toFixed(1)}%`;

/**
 * The facts of a report for a language model. No text from outside is in it: names are codes, and the only sentences are the
 * product's own reasons, so that no instruction can come in with a name.
 */
export const briefOf = (facts: ReportFacts): Brief => ({
  school: '{school}',
  localAuthority: '{authority}',
  region: '{region}',
  phase: facts.phase,
  years: facts.years.slice(0, 3).map(yearBrief),
  ...(facts.enrolments !== undefined && { pupils: facts.enrolments }),
  ...(facts.correctedEnrolments !== undefined && { pupilsCorrected: facts.correctedEnrolments }),
  expectation: expectationBrief(facts),
  levelsToCompareWith: levelsOf(facts).flatMap(({ subject, shown }) =>
    subject.startsWith('level') ? [{ level: titleOf(subject), attendance: percent(shown) }] : [],
  ),
  similarSchools: similarBrief(facts),
});

const titleOf = (subject: string): string => {
  const titles: Readonly<Record<string, string>> = rungTitles;
  return titles[subject.slice('level '.length)] ?? subject;
};

const yearBrief = (year: YearFacts): Brief => ({
  year: yearInWords(year.academicYear),
  attendance: percent(year.attendancePercent.value),
  ...(year.correctedAttendancePercent !== undefined && { correctedTo: percent(year.correctedAttendancePercent) }),
  ...(year.persistentAbsencePercent && { persistentAbsence: percent(year.persistentAbsencePercent.value) }),
  ...(year.severeAbsencePercent && { severeAbsence: percent(year.severeAbsencePercent.value) }),
});

function expectationBrief(facts: ReportFacts): Brief {
  const { academicYear, expectation, agreed, withheldBecause, findings } = facts;
  const year = yearInWords(academicYear);
  const all = askedOf(facts);
  if (!expectation || !all)
    return {
      year,
      kind: 'none',
      reasons: withheldBecause ?? findings.filter(({ severity }) => severity === 'blocks').map(({ reason }) => reason),
    };
  const { interval80 } = expectation;
  const { improvementPoints, isHold, shown } = all;
  const gain =
    improvementPoints < 0.1
      ? 'less than 0.1 percentage points'
      : `${shown.improvementPoints.toFixed(1)} percentage points`;
  return {
    year,
    kind: isHold ? 'hold' : 'improve',
    atLeast: percent(shown.floorAttendancePercent),
    baseline: percent(expectation.shown.baselineAttendancePercent),
    ...(!isHold && { improvement: gain }),
    ...(agreed && { setBy: agreed.setBy === 'school' ? 'the school itself' : 'people, for this school' }),
    likelyRange: `between ${percent(interval80.lowPercent)} and ${percent(interval80.highPercent)}`,
  };
}

function similarBrief(facts: ReportFacts): Brief {
  const { similar } = facts;
  if (similar.kind === 'no-fair-example') return { kind: 'none', reason: similar.reason };
  const named = namedExamples(facts);
  if (named.length === 0) return { kind: 'none', reason: namedNowhere };
  return {
    kind: 'found',
    schools: named.map(({ attendancePercent, miles }, index) => ({
      school: `{example ${index + 1}}`,
      attendance: percent(attendancePercent),
      ...(miles !== undefined && { milesByRoad: roundTo(miles, 1).toFixed(1) }),
    })),
  };
}

/** A model's sections as the narrative of this school: in their order, codes read as names, the standing notes below. */
export function narrativeFrom(sections: readonly WrittenSection[], facts: ReportFacts): string {
  const paragraphs = narrativeSections.flatMap((section) =>
    sections.filter((written) => written.section === section).map(({ text }) => named(text.trim(), facts)),
  );
  return [...paragraphs, facts.notes.join(' ')].filter((paragraph) => paragraph !== '').join('\n\n');
}

function named(text: string, facts: ReportFacts): string {
  const codes: readonly (readonly [string, string])[] = [
    ['{school}', facts.name],
    ['{authority}', facts.laName],
    ['{region}', facts.regionName],
    ...namedExamples(facts).map(({ name }, index) => [`{example ${index + 1}}`, name] as const),
  ];
  // One pass, so that a name that looks like a code is not read as one.
  const held = new Map(codes);
  return text.replaceAll(/\{(?:school|authority|region|example \d+)\}/g, (code) => held.get(code) ?? code);
}

/** The way back: a remark for the model holds codes where it quotes its text. */
export const coded = (text: string, facts: ReportFacts): string =>
  allowedNames(facts).reduce((held, { name, code }) => held.replaceAll(name, code), plainForm(text));
