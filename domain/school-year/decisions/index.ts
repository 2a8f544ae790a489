import { kindsOf } from '../../process/decision-table.js';
import { agreeTarget } from './agree-target.js';
import { approveTarget } from './approve-target.js';
import { challengeFigure } from './challenge-figure.js';
import { confirmMonth } from './confirm-month.js';
import { confirmOverride } from './confirm-override.js';
import { confirmReferral } from './confirm-referral.js';
import { declineOverride } from './decline-override.js';
import { declineReferral } from './decline-referral.js';
import { declineShockRequest } from './decline-shock-request.js';
import { dismissChallenge } from './dismiss-challenge.js';
import { endSchoolYear } from './end-school-year.js';
import { extendShock } from './extend-shock.js';
import { grantShockRequest } from './grant-shock-request.js';
import { overrideTarget } from './override-target.js';
import { pauseForShock } from './pause-for-shock.js';
import { proposeHigherTarget } from './propose-higher-target.js';
import { releaseFromQuarantine } from './release-from-quarantine.js';
import { reopenReport } from './reopen-report.js';
import { requestShock } from './request-shock.js';
import { resumeMonitoring } from './resume-monitoring.js';
import { revokeShock } from './revoke-shock.js';
import { upholdChallenge } from './uphold-challenge.js';
import { withdrawOverride } from './withdraw-override.js';
import { withholdReport } from './withhold-report.js';

/** Every decision about a school-year by its kind, one file each; every table of decisions is built from this index. */
export const schoolYearDecisions = {
  approveTarget,
  overrideTarget,
  confirmOverride,
  declineOverride,
  withdrawOverride,
  releaseFromQuarantine,
  withholdReport,
  reopenReport,
  agreeTarget,
  challengeFigure,
  upholdChallenge,
  dismissChallenge,
  proposeHigherTarget,
  requestShock,
  grantShockRequest,
  declineShockRequest,
  pauseForShock,
  extendShock,
  resumeMonitoring,
  revokeShock,
  confirmMonth,
  confirmReferral,
  declineReferral,
  endSchoolYear,
} as const;

type Rules = typeof schoolYearDecisions;
export type DecisionKind = keyof Rules;
export type DecisionOf<Kind extends DecisionKind> = Parameters<Rules[Kind]['change']>[2];
export type Decision = { [Kind in DecisionKind]: DecisionOf<Kind> }[DecisionKind];

export const decisionKinds = kindsOf(schoolYearDecisions);
