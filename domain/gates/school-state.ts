import { absencePhase } from '../shared/phase.js';
import { yearInWords } from '../shared/academic-year.js';
import { type Gate, factOf, lastYearOf } from './gate.js';

const schoolClosed: Gate = {
  name: 'school-closed',
  severity: 'blocks',
  owner: 'analyst',
  remedy: 'Take the school out of the campaign, or start its successor by hand.',
  reason: ({ establishment: { status } }) =>
    status === 'closed' || status === 'proposed-to-open' ? 'The register does not have this school open.' : undefined,
};

const schoolClosing: Gate = {
  name: 'school-closing',
  severity: 'warns',
  owner: 'analyst',
  remedy: 'Ask whether the school will be open all year.',
  reason: ({ establishment: { status } }) =>
    status === 'proposed-to-close' ? 'The register says that this school is proposed to close.' : undefined,
};

const phaseMismatch: Gate = {
  name: 'phase-mismatch',
  severity: 'blocks',
  owner: 'data-team',
  remedy: 'Find out which phase is right; a rate of the wrong phase is set against the wrong national rate.',
  reason: (input) => {
    const last = factOf(input, lastYearOf(input));
    if (last === undefined || last.phase === absencePhase(input.establishment.phase)) return undefined;
    return 'The register and the absence file put this school in different phases.';
  },
};

const phaseChanged: Gate = {
  name: 'phase-changed',
  severity: 'blocks',
  owner: 'analyst',
  remedy: 'Decide whether the earlier years can stand for the school as it is now.',
  reason: (input) => {
    const last = factOf(input, lastYearOf(input));
    const other = input.absence.find((fact) => fact.phase !== last?.phase);
    return last === undefined || other === undefined
      ? undefined
      : `The school was in another phase in ${yearInWords(other.academicYear)}.`;
  },
};

const areaChanged: Gate = {
  name: 'area-changed',
  severity: 'warns',
  owner: 'data-team',
  remedy: 'Check whether the local authority was reorganised or the row belongs to another school.',
  reason: (input) => {
    const { laCode } = input.establishment;
    const isOther = input.absence.some((fact) => fact.laCode !== undefined && fact.laCode !== laCode);
    return isOther ? 'The register and the absence file put this school in different local authorities.' : undefined;
  },
};

/** What the register says against what the absence file says; source: dossier §9 rows 2, 3 and 23. */
export const schoolStateGates: readonly Gate[] = [
  schoolClosed,
  schoolClosing,
  phaseMismatch,
  phaseChanged,
  areaChanged,
];
