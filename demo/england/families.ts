import { type AcademicYear, firstCalendarYear } from '../../domain/shared/academic-year.js';
import { type Establishment, firstOffset, lastOffset, numberIn, plain } from './establishment.js';
import { maintainedType } from './establishment-types.js';
import { type RandomStream } from './random.js';
import { type School } from './school.js';

interface Change {
  readonly on: string;
  readonly dayBefore: string;
  /** Year, counted from the latest, that the new number reports first. */
  readonly offset: number;
  readonly shareLeft: number;
}

function changeOf(latestYear: AcademicYear, stream: RandomStream): Change {
  const year = firstCalendarYear(latestYear);
  return stream.pick([
    { on: `${year - 1}-09-01`, dayBefore: `${year - 1}-08-31`, offset: -1, shareLeft: 1 },
    { on: `${year}-01-01`, dayBefore: `${year - 1}-12-31`, offset: -1, shareLeft: 0.64 },
    { on: `${year}-09-01`, dayBefore: `${year}-08-31`, offset: 0, shareLeft: 1 },
    { on: `${year + 1}-04-01`, dayBefore: `${year + 1}-03-31`, offset: 0, shareLeft: 0.33 },
    { on: `${year + 1}-09-01`, dayBefore: `${year + 1}-08-31`, offset: 1, shareLeft: 1 },
  ]);
}

/** Establishments that follow one another at one date. */
export interface Family {
  readonly predecessors: readonly Establishment[];
  readonly successors: readonly Establishment[];
  readonly change: Change;
  /** Link type seen from the successor and from the predecessor. */
  readonly backward: string;
  readonly forward: string;
}

const closedOn = (establishment: Establishment, change: Change): Establishment => ({
  ...establishment,
  status: '2',
  closesOn: change.dayBefore,
  reportsTo: change.offset - 1,
});

const openedOn = (establishment: Establishment, change: Change): Establishment => ({
  ...establishment,
  opensOn: change.on,
  reportsFrom: change.offset,
});

const oldType = (school: School, stream: RandomStream): string => maintainedType(school.kind, stream.uniform());

const oldName = (name: string, word: string): string => name.replace(/School$|College$/, word);

function academyFamily(school: School, change: Change, stream: RandomStream): Family {
  const isConverter = school.story === 'converter';
  const predecessor = closedOn({ ...plain(school), typeCode: oldType(school, stream) }, change);
  const renamed = school.kind !== 'special' && stream.uniform() < 0.6;
  const keeps = isConverter ? stream.uniform() < 0.95 : stream.uniform() < 0.3;
  const successor = openedOn(
    {
      ...plain(school),
      urn: numberIn('successor', school.index),
      name: renamed ? oldName(school.name, 'Academy') : school.name,
      firstYearShare: isConverter ? 1 : change.shareLeft,
      ...(keeps ? { keepsNumberOf: predecessor.urn } : {}),
    },
    change,
  );
  return {
    predecessors: [predecessor],
    successors: [successor],
    change,
    backward: 'Predecessor',
    forward: 'Successor',
  };
}

function joinedFamily(school: School, change: Change, stream: RandomStream): Family {
  const isAmalgamated = school.story === 'amalgamated';
  const sizeShare = 0.35 + 0.3 * stream.uniform();
  const halves = isAmalgamated
    ? (['Infant School', 'Junior School'] as const)
    : (['Lower School', 'Upper School'] as const);
  const base = { ...plain(school), typeCode: oldType(school, stream) };
  const predecessors = [
    closedOn({ ...base, name: oldName(school.name, halves[0]), sizeShare }, change),
    closedOn(
      {
        ...base,
        urn: numberIn('secondPredecessor', school.index),
        name: oldName(school.name, halves[1]),
        sizeShare: 1 - sizeShare,
      },
      change,
    ),
  ];
  const successor = openedOn({ ...plain(school), urn: numberIn('successor', school.index) }, change);
  return {
    predecessors,
    successors: [successor],
    change,
    backward: isAmalgamated ? 'Result of Amalgamation' : 'Predecessor - merged',
    forward: isAmalgamated ? 'Successor - amalgamated' : 'Successor - merged',
  };
}

function splitFamily(school: School, companion: School | undefined, change: Change): Family {
  const both = companion === undefined ? [school] : [school, companion];
  const together = both.reduce((sum, one) => sum + one.enrolments, 0);
  return {
    predecessors: [closedOn({ ...plain(school), sizeShare: together / school.enrolments }, change)],
    successors: both.map((one) => openedOn({ ...plain(one), urn: numberIn('successor', one.index) }, change)),
    change,
    backward: 'Predecessor - Split School',
    forward: 'Successor - Split School',
  };
}

/** An establishment without a predecessor: unchanged, newly opened, about to open, about to close, or closed. */
export function alone(school: School, latestYear: AcademicYear, stream: RandomStream): Establishment {
  const year = firstCalendarYear(latestYear);
  const base = plain(school);
  if (school.story === 'new') {
    const offset = stream.integer(3) - 1;
    return { ...base, opensOn: `${year + offset}-09-01`, reportsFrom: offset };
  }
  if (school.story === 'opening') {
    const opensOn = stream.uniform() < 0.5 ? `${year + 2}-01-01` : `${year + 2}-09-01`;
    return { ...base, status: '4', opensOn, reportsFrom: lastOffset + 1 };
  }
  if (school.story === 'closing') return { ...base, status: '3', closesOn: `${year + 2}-08-31` };
  if (school.story === 'closed') {
    const offset = stream.integer(2) - 1;
    return { ...base, status: '2', closesOn: `${year + 1 + offset}-08-31`, reportsTo: offset };
  }
  return base;
}

/** One converter in twenty had already followed an older school, closed before the years of these files. */
export function olderFamily(family: Family, stream: RandomStream): Family | undefined {
  const [successor] = family.predecessors;
  if (successor === undefined || stream.uniform() >= 0.05) return undefined;
  const change: Change = { on: '2012-09-01', dayBefore: '2012-08-31', offset: firstOffset, shareLeft: 1 };
  const older: Establishment = {
    ...closedOn(successor, change),
    urn: numberIn('older', successor.school.index),
    name: oldName(successor.name, 'County School'),
  };
  return { predecessors: [older], successors: [successor], change, backward: 'Predecessor', forward: 'Successor' };
}

interface FamilySetting {
  readonly latestYear: AcademicYear;
  readonly stream: RandomStream;
}

/** The establishments of a school that converted, merged or split; undefined for any other. */
export function familyOf(school: School, companion: School | undefined, setting: FamilySetting): Family | undefined {
  const change = changeOf(setting.latestYear, setting.stream);
  const { story } = school;
  if (story === 'converter' || story === 'sponsor-led') return academyFamily(school, change, setting.stream);
  if (story === 'merged' || story === 'amalgamated') return joinedFamily(school, change, setting.stream);
  return story === 'split' ? splitFamily(school, companion, change) : undefined;
}
