import { hubId, schoolYearId } from '../contracts/workflow-ids.js';
import { shiftYear } from '../domain/shared/academic-year.js';
import { type SupportInput } from '../domain/support/messages.js';
import { supportProcess } from '../domain/support/process.js';
import { type SupportView } from '../domain/support/support-view.js';
import { recording, requesting } from './activities.js';
import { archiveOnceClosed } from './kit/archive-once-closed.js';
import { runProcess } from './kit/run-process.js';
import { signalIfOpen } from './kit/signal-if-open.js';

/** One school's support: its place at a hub or its wait for one, its milestones and its outcome. */
export function support(input: SupportInput): Promise<SupportView> {
  const { academicYear, urn, calendar, ground, pathway } = input;
  return runProcess(supportProcess, input, {
    record: (record) => recording.recordSupport(record),
    carryOut: async (effect, apply) => {
      switch (effect.do) {
        case 'requestPlace': {
          const answer = await requesting.requestPlace({ academicYear, calendar, ground });
          if (answer.kind === 'waiting')
            apply({ kind: 'placeDeferred', reasonCode: answer.reasonCode, why: answer.why });
          return;
        }
        case 'releasePlace':
          return signalIfOpen(hubId(academicYear, effect.hubId), { kind: 'placeReleased', urn });
        case 'keepPlace': {
          const { hubId } = effect;
          const isKept = await requesting.keepPlace({ academicYear, calendar, hubId, urn, pathway });
          if (!isKept) apply({ kind: 'hubClosed', hubId });
          return;
        }
        case 'signalNextYear': {
          const next = schoolYearId(shiftYear(academicYear, 1), urn);
          return signalIfOpen(next, { kind: 'supportCarried', carried: effect.carried });
        }
      }
    },
    // Last of all, because a later support of the same year continues the numbering.
    closing: async ({ outcome, version }) => {
      if (outcome) await signalIfOpen(schoolYearId(academicYear, urn), { kind: 'supportEnded', outcome, version });
      await archiveOnceClosed(academicYear);
    },
  });
}
