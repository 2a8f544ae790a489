import { type Actor, type Role } from '../../../../domain/process/actor.js';
import { type DraftFigures, type Drafted, type MonthReported } from '../../../../domain/school-year/messages/facts.js';
import { type SchoolYearInput } from '../../../../domain/school-year/messages/input.js';
import {
  schoolYearDecisions,
  type Decision,
  type DecisionKind,
} from '../../../../domain/school-year/decisions/index.js';
import { type Message } from '../../../../domain/school-year/messages/messages.js';
import { yearTerms } from '../../../../academic-years/year-terms.js';
import { type Occasion } from '../../../../domain/school-year/change.js';
import { type Effect } from '../../../../domain/school-year/effects.js';
import { refusal } from '../../../../domain/school-year/refusal.js';
import { type SchoolYearState, type Stage } from '../../../../domain/school-year/state.js';
import { begin, transition } from '../../../../domain/school-year/transition.js';
import { instantOf } from '../../../../domain/shared/school-calendar.js';
import { urn } from '../../../../domain/shared/urn.js';

export const school = urn('900001');
export const year = { ...yearTerms('202425'), urn: school, laCode: '901', regionCode: 'H' } as const;

export const day = year.calendar.dayMilliseconds;
/** The first day of the year. */
export const start = instantOf(year.calendar, year.calendar.startsOn);

export const figures: DraftFigures = {
  phase: 'primary',
  enrolments: 400,
  baselineAttendancePercent: 94,
  expectedAttendancePercent: 94,
  floorAttendancePercent: 94.2,
  improvementPoints: 0.2,
  standardDeviationPoints: 0.5,
  ladder: [{ name: 'national', attendancePercent: 94.5 }],
  similarSchools: 3,
};

export const drafted = (outcome: Drafted['outcome'] = 'drafted'): Drafted => ({
  kind: 'drafted',
  outcome,
  reasons: outcome === 'drafted' ? [] : [{ gate: 'implausible-jump', reason: 'A jump.' }],
  reportVersion: 1,
  modelVersion: 'model',
  ...(outcome !== 'withheld' && { figures }),
});

const actorOf = (role: Role, id: string): Actor => ({
  id,
  role,
  ...(role === 'school' && { urn: school }),
  ...((role === 'hub-manager' || role === 'rise-adviser') && { regionCode: 'H' as const }),
});

/** A fitting body for each decision. */
export const bodies: Readonly<Record<DecisionKind, object>> = {
  approveTarget: {},
  overrideTarget: { floorAttendancePercent: 94.3, reason: 'A reason.' },
  confirmOverride: {},
  declineOverride: { reason: 'A reason.' },
  withdrawOverride: { reason: 'A reason.' },
  releaseFromQuarantine: { reason: 'A reason.' },
  withholdReport: { reason: 'A reason.' },
  reopenReport: { reason: 'A reason.' },
  agreeTarget: {},
  challengeFigure: { figure: 'last-year-absence', shouldBe: 5, evidence: 'A register.' },
  upholdChallenge: { correctedValue: 5, reason: 'A reason.' },
  dismissChallenge: { reason: 'A reason.' },
  proposeHigherTarget: { floorAttendancePercent: 95 },
  requestShock: { shockKind: 'severe-weather', from: '2024-11-04', to: '2024-11-15', evidence: 'A notice.' },
  grantShockRequest: { requestId: 'none' },
  confirmMonth: { month: '2024-09', reason: 'A reason.' },
  declineShockRequest: { requestId: 'none', reason: 'A reason.' },
  pauseForShock: { shockKind: 'severe-weather', from: '2024-11-04', to: '2024-11-15', evidence: 'A notice.' },
  extendShock: { shockId: 'none', to: '2024-11-22', evidence: 'A second notice.' },
  resumeMonitoring: { shockId: 'none', endedOn: '2024-11-08' },
  revokeShock: { shockId: 'none', reason: 'A reason.' },
  confirmReferral: { pathway: 'enhanced', hasNoConflictOfInterest: true, responsibleBodyContactedOn: '2025-02-01' },
  declineReferral: { reason: 'A reason.' },
  endSchoolYear: { because: 'merged', endedOn: '2024-12-31', reason: 'A reason.' },
};

/** The first role that may take a decision. */
export const roleOf = (kind: DecisionKind): Role => Object.keys(schoolYearDecisions[kind].permitted)[0] as Role;

let commands = 0;
export const command = (kind: DecisionKind, body: object = bodies[kind], who: Partial<Actor> = {}): Decision => {
  commands += 1;
  return {
    kind,
    commandId: `command-${commands}`,
    actor: { ...actorOf(roleOf(kind), `${roleOf(kind)}-1`), ...who },
    body,
  } as Decision;
};

/** A school-year that receives messages one after the other, on its own clock. */
export class TestSchoolYear {
  state: SchoolYearState;
  readonly effects: Effect[] = [];
  now = start;
  readonly #year: SchoolYearInput;

  constructor(input: SchoolYearInput = year) {
    this.#year = input;
    const first = begin(school);
    this.state = first.state;
    this.effects.push(...first.effects);
  }

  get occasion(): Occasion {
    return { input: this.#year, workflowId: `school-year/202425/${school}`, now: this.now };
  }

  send(...messages: readonly Message[]): this {
    for (const message of messages) {
      const next = transition(this.occasion, this.state, message);
      this.state = next.state;
      this.effects.push(...next.effects);
    }
    return this;
  }

  refusal(decision: Decision): string | undefined {
    return refusal(this.occasion, this.state, decision)?.code;
  }

  decide(kind: DecisionKind, body?: object, who?: Partial<Actor>): this {
    return this.send(command(kind, body, who));
  }

  later(days: number): this {
    this.now += days * day;
    return this;
  }
}

/** A school-year brought to a stage the usual way. */
export function at(stage: Stage, input: SchoolYearInput = year): TestSchoolYear {
  const schoolYear = new TestSchoolYear(input);
  switch (stage) {
    case 'drafting':
      return schoolYear;
    case 'quarantined':
      return schoolYear.send(drafted('quarantined'));
    case 'withheld':
      return schoolYear.send(drafted('withheld'));
    case 'in-review':
      return schoolYear.send(drafted());
    case 'with-school':
      return schoolYear.send(drafted()).decide('approveTarget');
    case 'challenged':
      return at('with-school', input).decide('challengeFigure');
    case 'monitoring':
      return at('with-school', input).decide('agreeTarget');
    case 'closed':
      return at('monitoring', input).send({ kind: 'yearEnded', nationalShiftPoints: 0 });
  }
}

const fail = (): never => {
  throw new RangeError('The calendar has no such month.');
};

export function month(position: number, absencePercent: number, revision = position + 1): MonthReported {
  const { month: name, plannedSessions, dueOn } = year.calendar.months[position] ?? fail();
  const possibleSessions = figures.enrolments * plannedSessions;
  return {
    kind: 'monthReported',
    month: name,
    revision,
    possibleSessions,
    authorisedAbsenceSessions: Math.round((possibleSessions * absencePercent) / 100),
    unauthorisedAbsenceSessions: 0,
    enrolments: figures.enrolments,
    persistentlyAbsentEnrolments: 60,
    severelyAbsentEnrolments: 5,
    asOf: dueOn,
  };
}
