import { type AcademicYear, firstCalendarYear } from '../shared/academic-year.js';
import { isSponsorLedAcademy } from '../scope/establishment-type.js';
import { defineGate, factOf, lastYearOf, sessionsPerEnrolmentOf } from './gate.js';
import { type GateInput } from './types.js';

const foreignUrns = (input: GateInput): readonly string[] => [
  ...new Set(input.absence.map((fact) => fact.urn).filter((urn) => urn !== input.establishment.urn)),
];

const isCarried = ({ lineage }: GateInput, urn: string): boolean =>
  lineage.kind === 'carries' && lineage.predecessors.includes(urn);

/** The first days of September belong to the start of the year. */
const startOf = (year: AcademicYear): string => `${firstCalendarYear(year)}-09-10`;

function openedDuringLastYear(input: GateInput): boolean {
  const { openedOn } = input.establishment;
  return openedOn !== undefined && openedOn > startOf(lastYearOf(input)) && openedOn <= startOf(input.targetYear);
}

const predecessorsFigures = defineGate({
  name: 'predecessors-figures',
  finds: 'figures of another URN that no conversion carries over',
  why: 'not this school’s',
  source: 'docs/sources/school-changes.md#links',
  severity: 'blocks',
  owner: 'analyst',
  remedy: 'Decide whether the earlier figures may be used for this school; if not, withhold the expectation.',
  reason: (input) =>
    foreignUrns(input).some((urn) => !isCarried(input, urn))
      ? 'The draft uses figures of another URN that this school did not take over by a one-to-one conversion.'
      : undefined,
});

const historyCarried = defineGate({
  name: 'history-carried',
  finds: 'a converter carries the URN before',
  why: 'the reader should know',
  source: 'docs/sources/school-changes.md#links',
  severity: 'warns',
  owner: 'analyst',
  remedy: 'Look at the URN lineage in the report.',
  reason: (input) =>
    foreignUrns(input).some((urn) => isCarried(input, urn))
      ? 'A part of the history is carried from the school before its conversion.'
      : undefined,
});

const openedDuringYear = defineGate({
  name: 'opened-during-year',
  finds: 'opened last year, unless a converter with a full year',
  why: 'a part of a year',
  source: 'docs/sources/school-changes.md#links',
  severity: 'blocks',
  owner: 'analyst',
  remedy: 'Check that the row holds a full year of this school alone; release the draft if it does.',
  reason: (input, { sessionsPerEnrolment }) => {
    const last = factOf(input, lastYearOf(input));
    if (last?.urn !== input.establishment.urn || !openedDuringLastYear(input)) return undefined;
    // A converter's row with a full year's sessions holds the same pupils all year, before and after its conversion.
    const isFullYear = sessionsPerEnrolmentOf(last) >= sessionsPerEnrolment.low;
    if (input.lineage.kind === 'carries' && isFullYear) return undefined;
    return isSponsorLedAcademy(input.establishment.typeCode)
      ? 'The school opened during last year as a sponsor-led academy, so the row may hold its predecessor’s absence.'
      : 'The school opened under this URN during last year, so the row may hold a part of the year only.';
  },
});

const twoLiveUrns = defineGate({
  name: 'two-live-urns',
  finds: 'a plain predecessor or successor, or the same school number, is open too',
  why: 'counted twice',
  source: 'docs/sources/school-changes.md#figures-of-another-school',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Find out which URN is the school; the other one is closed in the register or unlinked.',
  reason: ({ liveRelatives }) =>
    liveRelatives.length > 0
      ? 'The register has this school and its predecessor or successor open at once.'
      : undefined,
});

/** Whose figures they are. */
export const lineageGates = [predecessorsFigures, historyCarried, openedDuringYear, twoLiveUrns] as const;
