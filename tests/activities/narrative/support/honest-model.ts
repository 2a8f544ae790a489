import { type StandInRequest } from '../../../support/stand-in-model.js';

interface GivenBrief {
  readonly years: readonly {
    readonly year: string;
    readonly attendance: string;
    readonly persistentAbsence?: string;
  }[];
  readonly expectation:
    | { readonly kind: 'none'; readonly reasons: readonly string[] }
    | {
        readonly kind: 'hold' | 'improve';
        readonly year: string;
        readonly atLeast: string;
        readonly improvement?: string;
      };
  readonly levelsToCompareWith: readonly { readonly level: string; readonly attendance: string }[];
  readonly similarSchools:
    | { readonly kind: 'none'; readonly reason: string }
    | { readonly kind: 'found'; readonly schools: readonly { readonly school: string; readonly attendance: string }[] };
}

interface Section {
  readonly section: string;
  readonly text: string;
}

/** What a good model makes of the brief in a request: only what the brief says, with its codes. */
export function honestSections(request: StandInRequest): readonly Section[] {
  const brief = JSON.parse(request.body.messages[1]?.content ?? '{}') as GivenBrief;
  const [latest, before] = brief.years;
  const { expectation, similarSchools } = brief;
  const years = [
    latest && `In ${latest.year}, attendance at {school} was ${latest.attendance}.`,
    before && `In ${before.year} it was ${before.attendance}.`,
    latest?.persistentAbsence !== undefined && `Persistent absence was ${latest.persistentAbsence} in ${latest.year}.`,
  ];
  const asked =
    expectation.kind === 'none'
      ? ['No expectation is set for this school this year.', ...expectation.reasons]
      : expectation.kind === 'hold'
        ? [`In ${expectation.year}, {school} is asked to hold its attendance at ${expectation.atLeast} or above.`]
        : [
            `In ${expectation.year}, {school} is asked to reach at least ${expectation.atLeast}.`,
            `That is an improvement of ${expectation.improvement ?? ''} on its baseline.`,
          ];
  const levels = brief.levelsToCompareWith.flatMap(({ level, attendance }) =>
    level === 'National average' ? [`The national average was ${attendance}.`] : [],
  );
  const similar =
    similarSchools.kind === 'none'
      ? ['No school is named as an example.', similarSchools.reason]
      : similarSchools.schools.map(({ school, attendance }) => `${school} had ${attendance}.`);
  const joined = (parts: readonly (string | false | undefined)[]): string =>
    parts.filter((part) => typeof part === 'string').join(' ');
  return [
    { section: 'attendance', text: joined(years) },
    { section: 'expectation', text: joined(asked) },
    { section: 'levels', text: joined(levels) },
    { section: 'similar', text: joined(similar) },
  ].filter(({ text }) => text !== '');
}

export const honestContent = (request: StandInRequest): string => JSON.stringify({ sections: honestSections(request) });
