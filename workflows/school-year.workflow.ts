import { ParentClosePolicy, sleep, startChild, upsertSearchAttributes } from '@temporalio/workflow';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { supportId } from '../contracts/workflow-ids.js';
import { type StartSupportEffect } from '../domain/school-year/effects.js';
import { type SchoolYearInput } from '../domain/school-year/messages/input.js';
import { schoolYearProcess } from '../domain/school-year/process.js';
import { type SchoolYearView, type Stage } from '../domain/school-year/state.js';
import { type SupportInput } from '../domain/support/messages.js';
import { drafting, recording } from './activities.js';
import { runProcess } from './kit/run-process.js';
import { signalIfOpen } from './kit/signal-if-open.js';
import { stageAttribute } from './kit/search-attributes.js';

/** One school in one academic year: waits for messages, applies the rules and carries out the effects. */
export function schoolYear(year: SchoolYearInput): Promise<SchoolYearView> {
  const { academicYear, urn } = year;
  let shownStage: Stage = 'drafting';
  return runProcess(schoolYearProcess, year, {
    record: (record) => recording.recordSchoolYear(record),
    carryOut: async (effect, apply) => {
      switch (effect.do) {
        case 'draft':
          apply(await drafting.draftExpectation({ academicYear, urn, ...effect.request }));
          return;
        case 'reissue':
          return drafting.reissueReport({ academicYear, urn, ...effect.request });
        case 'startSupport':
          return startSupport(effect, year);
        case 'signalSupport':
          return signalIfOpen(supportId(academicYear, urn), effect.news);
      }
    },
    settled: ({ stage }) => {
      // A closed run says so itself, so the last stage costs no event.
      if (stage === shownStage || stage === 'closed') return;
      shownStage = stage;
      upsertSearchAttributes([{ key: stageAttribute, value: stage }]);
    },
  });
}
/** The support outlives the school-year and is found by its id. */
async function startSupport(
  { pathway, ground, shortfallPoints, afterVersion, daysSetAside, carried }: StartSupportEffect,
  year: SchoolYearInput,
): Promise<void> {
  const { academicYear, urn, regionCode, calendar, decisionPolicy } = year;
  const input: SupportInput = {
    academicYear,
    urn,
    regionCode,
    pathway,
    ground,
    needPoints: shortfallPoints,
    calendar,
    ...(afterVersion !== undefined && { afterVersion }),
    daysSetAside,
    escalation: decisionPolicy.supportEscalation,
    ...(carried && { carried }),
  };
  for (;;) {
    try {
      await startChild('support', {
        workflowId: supportId(academicYear, urn),
        args: [input],
        parentClosePolicy: ParentClosePolicy.ABANDON,
        staticSummary: `support for school ${urn}`,
      });
      return;
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      await sleep('2 seconds', { summary: 'the earlier support has not closed yet' });
    }
  }
}
