import { hubId, schoolYearId } from '../contracts/workflow-ids.js';
import { type SupportInput } from '../domain/support/messages.js';
import { supportProcess } from '../domain/support/process.js';
import { type SupportView } from '../domain/support/support-view.js';
import { recording, requesting } from './activities.js';
import { runProcess } from './kit/run-process.js';
import { signalIfOpen } from './kit/signal-if-open.js';

/** One school's support: its place at a hub or its wait for one, its milestones and its outcome. */
export function support(input: SupportInput): Promise<SupportView> {
  const { academicYear, urn, calendar, ground } = input;
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
        case 'signalSchoolYear': {
          const { outcome, version } = effect;
          return signalIfOpen(schoolYearId(academicYear, urn), { kind: 'supportEnded', outcome, version });
        }
      }
    },
  });
}
