import { z } from 'zod';
import { type Decision, type DecisionKind } from '../../../domain/school-year/decisions/index.js';
import { challengeableFigures } from '../../../domain/school-year/challengeable-figures.js';
import { shockKinds } from '../../../domain/monitoring/exemption.js';
import { endings } from '../../../domain/scope/changed-school.js';
import { pathways } from '../../../domain/support/milestones.js';
import { date, percent, reason, text } from './command-schema.js';

type BodyOf<Kind extends DecisionKind> = Extract<Decision, { readonly kind: Kind }>['body'];

const noted = z.strictObject({ note: text.exactOptional() });
const reasoned = z.strictObject({ reason });

const shock = z.strictObject({
  shockKind: z.enum(shockKinds),
  from: date,
  to: date,
  evidence: text,
  note: text.exactOptional(),
});
const id = z.string().max(200);

/** The body of each decision. Only its form is checked here; the domain decides whether a value makes sense. */
export const schoolYearBodies = {
  approveTarget: noted,
  overrideTarget: z.strictObject({ floorAttendancePercent: percent, reason, evidence: text.exactOptional() }),
  confirmOverride: noted,
  declineOverride: reasoned,
  withdrawOverride: reasoned,
  releaseFromQuarantine: reasoned,
  withholdReport: reasoned,
  reopenReport: reasoned,
  agreeTarget: noted,
  challengeFigure: z.strictObject({
    figure: z
      .enum(challengeableFigures)
      .describe('Attendance as the report shows it, absence, or the number of pupils.'),
    shouldBe: z.number(),
    evidence: text,
    isChecked: z.boolean().exactOptional().describe('An unlikely value has been looked at again, and is right.'),
  }),
  upholdChallenge: z.strictObject({
    correctedValue: z.number().describe('In the measure of the challenge.'),
    reason,
  }),
  dismissChallenge: reasoned,
  proposeHigherTarget: z.strictObject({ floorAttendancePercent: percent, reason: reason.exactOptional() }),
  requestShock: shock,
  grantShockRequest: z.strictObject({ requestId: id, note: text.exactOptional() }),
  declineShockRequest: z.strictObject({ requestId: id, reason }),
  pauseForShock: shock,
  extendShock: z.strictObject({ shockId: id, to: date, evidence: text }),
  resumeMonitoring: z.strictObject({ shockId: id, endedOn: date }),
  revokeShock: z.strictObject({ shockId: id, reason }),
  confirmMonth: z.strictObject({ month: text, reason }),
  confirmReferral: z.strictObject({
    pathway: z.enum(pathways),
    hasNoConflictOfInterest: z.boolean(),
    responsibleBodyContactedOn: date,
    note: text.exactOptional(),
  }),
  declineReferral: reasoned,
  endSchoolYear: z.strictObject({ because: z.enum(endings), endedOn: date, reason }),
} as const satisfies { readonly [Kind in DecisionKind]: z.ZodType<BodyOf<Kind>> };
