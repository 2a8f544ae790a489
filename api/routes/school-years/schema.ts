import { z } from 'zod';
import { notice, pageOf, pageQuery, regionCode } from '../shared/schemas.js';

const stages = [
  'drafting',
  'quarantined',
  'withheld',
  'in-review',
  'with-school',
  'challenged',
  'monitoring',
  'closed',
  'out-of-scope',
] as const;
const statuses = ['not-enough-data', 'on-track', 'watch', 'below'] as const;

export const listQuery = z.strictObject({
  ...pageQuery,
  stage: z.enum(stages).exactOptional(),
  status: z.enum(statuses).exactOptional(),
  outcome: z.string().max(60).exactOptional(),
  awaitsShockAnswer: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .exactOptional()
    .describe('Whether the school has asked for days to be set aside and has no answer yet.'),
  regionCode: regionCode.exactOptional(),
  laCode: z.string().max(10).exactOptional(),
});

const holdReason = z.object({ gate: z.string(), reason: z.string() });

/** A school-year as lists show it. Figures and reasons are left out for roles that may not read the report. */
export const schoolYearSchema = z.object({
  academicYear: z.string(),
  urn: z.string(),
  name: z.string(),
  laCode: z.string(),
  laName: z.string(),
  regionCode: z.string(),
  phase: z.string(),
  version: z.number(),
  stage: z.string(),
  status: z.string(),
  isPaused: z.boolean(),
  isWaitingForSecondPerson: z.boolean(),
  awaitsShockAnswer: z.boolean().describe('The school asked for days to be set aside, and has no answer.'),
  reportVersion: z.number().exactOptional(),
  referralState: z.string().exactOptional(),
  pathway: z.string().exactOptional(),
  outcome: z.string().exactOptional(),
  updatedAt: z.string(),
  reasons: z.array(holdReason).exactOptional(),
  floorAttendancePercent: z.number().exactOptional(),
  floorSetBy: z.string().exactOptional(),
  improvementPoints: z.number().exactOptional(),
  rung: z.string().exactOptional(),
  absenceRises: z
    .array(z.string())
    .exactOptional()
    .describe(
      'severe, persistent: more pupils are severely or persistently absent than before; a person is asked to look.',
    ),
  monthWarnings: z
    .array(z.object({ month: z.string(), about: z.string() }))
    .exactOptional()
    .describe(
      'What looks wrong with a return. few-sessions: far fewer possible sessions than expected, not judged until confirmMonth or new figures; enrolments-fell, absentees-fell: a count since September has fallen.',
    ),
  rates: z
    .object({
      through: z.string().exactOptional(),
      publishedAttendancePercent: z.number(),
      comparableAttendancePercent: z.number(),
    })
    .exactOptional()
    .describe('With and without the days set aside: while there are any, and for every judged year that is over.'),
});

export type SchoolYearItem = z.output<typeof schoolYearSchema>;

export const listSchema = pageOf(schoolYearSchema);

/** A local shock as it was decided. Dates are `yyyy-mm-dd`, ends included. */
const shock = z.object({
  id: z.string().describe('The shockId of extendShock, resumeMonitoring and revokeShock.'),
  kind: z.string(),
  from: z.string(),
  to: z.string(),
  extendedTo: z.string().exactOptional(),
  endedOn: z.string().exactOptional(),
  isRevoked: z.boolean(),
  evidence: z.string(),
  extensionEvidence: z.string().exactOptional(),
  requestedBy: z.string().exactOptional(),
  openedBy: z.string(),
  openedAt: z.string(),
  extendedBy: z.string().exactOptional(),
  eventId: z.string().exactOptional().describe('The event of an area that it belongs to.'),
});

const shockRequest = z.object({
  id: z.string().describe('The requestId of grantShockRequest and declineShockRequest.'),
  kind: z.string(),
  from: z.string(),
  to: z.string(),
  evidence: z.string(),
  requestedBy: z.string(),
  requestedAt: z.string(),
  answer: z
    .object({ isGranted: z.boolean(), by: z.string(), reason: z.string().exactOptional() })
    .exactOptional()
    .describe('Missing until somebody has answered.'),
});

const month = z.object({
  month: z.string().describe('yyyy-mm'),
  figures: z
    .object({
      possibleSessions: z.number(),
      authorisedAbsenceSessions: z.number(),
      unauthorisedAbsenceSessions: z.number(),
      enrolments: z.number(),
      persistentlyAbsentEnrolments: z.number(),
      severelyAbsentEnrolments: z.number(),
      asOf: z.string(),
    })
    .exactOptional()
    .describe('As the school returned them.'),
  state: z.string().exactOptional().describe('How the month was judged; missing until it is.'),
  reason: z.string().exactOptional(),
  monthAttendancePercent: z.number().exactOptional(),
  yearToDateAttendancePercent: z.number().exactOptional().describe('Without the days set aside.'),
  shortfallPoints: z.number().exactOptional().describe('Percentage points below the path to the floor.'),
  standardErrorPoints: z.number().exactOptional(),
  probabilityYearEndsShort: z.number().exactOptional(),
});

const override = z.object({
  floorAttendancePercent: z.number(),
  reason: z.string(),
  evidence: z.string().exactOptional(),
  proposedBy: z.string(),
  confirmedBy: z.string().exactOptional(),
});

/** What people said. Left out for roles that may not read the report; a waiting override is shown to analysts and auditors alone. */
const said = z.object({
  challenge: z
    .object({
      figure: z.string(),
      shouldBe: z.number(),
      unit: z.string(),
      evidence: z.string(),
      challengedBy: z.string(),
    })
    .exactOptional(),
  pendingOverride: override.exactOptional().describe('Waits for a second person.'),
  override: override.exactOptional().describe('The override that set the floor.'),
  corrections: z
    .array(z.object({ figure: z.string(), value: z.number(), unit: z.string(), reason: z.string() }))
    .exactOptional(),
  months: z.array(month).exactOptional(),
});

export type MonthItem = z.output<typeof month>;
export type SaidShown = z.output<typeof said>;

export const detailSchema = schoolYearSchema.extend({
  ...said.shape,
  shocks: z.array(shock),
  shockRequests: z.array(shockRequest),
  /** Where stage, status and version come from: the workflow itself, or the read model while the engine does not answer. */
  source: z.enum(['engine', 'read-model']),
  deadlines: z.record(z.string(), z.string()).describe('Instants by name of the deadline.'),
  notice,
});

export type ShocksShown = Pick<z.output<typeof detailSchema>, 'shocks' | 'shockRequests'>;

export const decisionLogSchema = z.object({
  entries: z.array(
    z.object({
      version: z.number(),
      at: z.string(),
      kind: z.string(),
      actorId: z.string().exactOptional(),
      actorRole: z.string().exactOptional(),
      commandId: z.string().exactOptional(),
      isAccepted: z.boolean(),
      note: z.string(),
      said: z.record(z.string(), z.unknown()).exactOptional().describe('The body of the decision, as it was sent.'),
      judgedOn: month.exactOptional().describe('The newest judged month behind a change that no person made.'),
    }),
  ),
  notice,
});

export const detailQuery = z.strictObject({
  from: z
    .enum(['read-model', 'settled', 'engine'])
    .default('read-model')
    .describe(
      'read-model: as last written down, which is before a decision is answered. settled: once the workflow has worked off every message it has. engine: from the workflow itself, with its deadlines.',
    ),
});
