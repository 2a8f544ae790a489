import { establishmentKind } from '../scope/establishment-type.js';
import { absencePhase } from '../shared/phase.js';
import { firstCalendarYear, yearInWords } from '../shared/academic-year.js';
import { defineGate, factOf, lastYearOf } from './gate.js';
import { type GateInput } from './types.js';

const schoolClosed = defineGate({
  name: 'school-closed',
  finds: 'the register has the school closed or not yet open',
  why: 'no expectation for a school that is not there',
  source: 'docs/sources/school-changes.md#during-the-year',
  severity: 'blocks',
  owner: 'analyst',
  remedy: 'Take the school out of the campaign, or start its successor by hand.',
  reason: ({ establishment: { status } }) =>
    status === 'closed' || status === 'proposed-to-open' ? 'The register does not have this school open.' : undefined,
});

const schoolClosing = defineGate({
  name: 'school-closing',
  finds: 'the register says proposed to close',
  why: 'a closing school empties',
  source: 'docs/sources/school-changes.md#during-the-year',
  severity: 'warns',
  owner: 'analyst',
  remedy: 'Ask whether the school will be open all year.',
  reason: ({ establishment: { status } }) =>
    status === 'proposed-to-close' ? 'The register says that this school is proposed to close.' : undefined,
});

const typeUnknown = defineGate({
  name: 'type-unknown',
  finds: 'the register gives a type that is not in the list',
  why: 'a new type may be mainstream or not',
  source: 'docs/sources/data-formats.md#register',
  severity: 'blocks',
  owner: 'analyst',
  remedy: 'Find out what kind of school it is: release the draft of a mainstream state school, withhold any other.',
  reason: ({ establishment: { typeCode } }) =>
    establishmentKind(typeCode) === 'unknown-type'
      ? 'The register gives this school a type that is not in the list of types.'
      : undefined,
});

const phaseMismatch = defineGate({
  name: 'phase-mismatch',
  finds: 'register and absence file differ in phase',
  why: 'set against the wrong national rate',
  source: 'docs/sources/school-changes.md#figures-of-another-school',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Find out which phase is right; a rate of the wrong phase is set against the wrong national rate.',
  reason: (input) => {
    const last = factOf(input, lastYearOf(input));
    if (last === undefined || last.phase === absencePhase(input.establishment.phase)) return undefined;
    return 'The register and the absence file put this school in different phases.';
  },
});

const phaseChanged = defineGate({
  name: 'phase-changed',
  finds: 'the two years are of different phases',
  why: 'earlier years are another school',
  source: 'docs/sources/school-changes.md#links',
  severity: 'blocks',
  owner: 'analyst',
  remedy: 'Decide whether the earlier years represent the school as it is now.',
  reason: (input) => {
    const last = factOf(input, lastYearOf(input));
    const other = input.absence.find((fact) => fact.phase !== last?.phase);
    return last === undefined || other === undefined
      ? undefined
      : `The school was in another phase in ${yearInWords(other.academicYear)}.`;
  },
});

const isInOtherArea = ({ establishment: { laCode }, absence }: GateInput): boolean =>
  absence.some((fact) => fact.laCode !== undefined && fact.laCode !== laCode);

const areaChanged = defineGate({
  name: 'area-changed',
  finds: 'another authority in the absence file, and others of it moved too',
  why: 'a reorganisation',
  source: 'docs/sources/school-changes.md#authorities-that-change',
  severity: 'warns',
  owner: 'data-team',
  remedy: 'Nothing is needed where the local authority was reorganised.',
  reason: (input) =>
    isInOtherArea(input) && input.isAreaReorganised === true
      ? 'The local authority of this school has been reorganised since the absence file.'
      : undefined,
});

const areaMismatch = defineGate({
  name: 'area-mismatch',
  finds: 'another authority in the absence file, and others of it stayed',
  why: 'the row may be another school’s',
  source: 'docs/sources/school-changes.md#figures-of-another-school',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Find out which local authority is right; the row may belong to another school.',
  reason: (input) =>
    isInOtherArea(input) && input.isAreaReorganised !== true
      ? 'The register and the absence file put this school in different local authorities, and others of its authority have stayed.'
      : undefined,
});

const establishmentNumber = (laestab: string | undefined): string | undefined => laestab?.slice(3);

const schoolNumberDiffers = defineGate({
  name: 'school-number-differs',
  finds: 'the row of last year has this URN and another school number',
  why: 'URNs slipped against rows',
  source: 'docs/sources/school-changes.md#figures-of-another-school',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Check whose row it is: the URN says one school, the school number another.',
  reason: ({ establishment, absence }) => {
    const own = establishmentNumber(establishment.laestab);
    const isOther = absence.some(({ urn, laestab, academicYear }) => {
      const number = establishmentNumber(laestab);
      const isLast = absence.every((other) => other.academicYear <= academicYear);
      return isLast && urn === establishment.urn && own !== undefined && number !== undefined && number !== own;
    });
    return isOther ? 'The absence file gives this URN another school number than the register.' : undefined;
  },
});

const datesContradictStatus = defineGate({
  name: 'dates-contradict-status',
  finds: 'open, with a closing date past or an opening date ahead',
  why: 'one of the two is wrong',
  source: 'docs/sources/data-formats.md#register',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Correct the status or the dates in the register.',
  reason: ({ establishment: { status, openedOn, closedOn }, targetYear }) => {
    const start = `${firstCalendarYear(targetYear)}-09-01`;
    const isOver = closedOn !== undefined && closedOn < start;
    const isAhead = openedOn !== undefined && openedOn > `${firstCalendarYear(targetYear) + 1}-08-31`;
    return status === 'open' && (isOver || isAhead)
      ? 'The register has this school open, and its dates say otherwise.'
      : undefined;
  },
});

/** What the register says against what the absence file says. */
export const schoolStateGates = [
  schoolClosed,
  schoolClosing,
  typeUnknown,
  phaseMismatch,
  phaseChanged,
  areaChanged,
  areaMismatch,
  schoolNumberDiffers,
  datesContradictStatus,
] as const;
