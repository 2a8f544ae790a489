import { schoolYearId } from '../../../contracts/workflow-ids.js';
import { toolkitLibrary } from '../../../domain/toolkits/library.js';
import { uptakeRefusal, type UptakeRefusal } from '../../../domain/toolkits/uptake.js';
import { type Api } from '../../api.js';
import { type ApiContext } from '../../context.js';
import { currentActor } from '../../plugins/authorise.js';
import { ApiProblem, notFound, type ProblemCode } from '../../problems.js';
import { insertStep, listOffers, listSteps } from '../../../database/toolkits.js';
import { withNotice } from '../shared/present.js';
import { answers, schoolParams } from '../shared/schemas.js';
import { presentUptake } from './presenter.js';
import { recordedSchema, stepBody, toolkitParams, uptakesSchema } from './schema.js';

const tags = ['toolkits'];

/** Practice that a school's report offered, and what the school did with it. */
export function toolkitRoutes(app: Api, context: ApiContext): void {
  listRoute(app, context);
  stepRoute(app, context);
}

function listRoute(app: Api, { db, notice }: ApiContext): void {
  const config = { action: 'read-toolkits', place: 'school' } as const;
  const schema = {
    tags,
    summary: 'list the practice that was offered to a school, and its steps',
    params: schoolParams,
    response: answers({ 200: uptakesSchema }),
  };
  app.get('/toolkits/:academicYear/:urn', { config, schema }, async (request) => {
    const [offers, steps] = await Promise.all([listOffers(db, request.params), listSteps(db, request.params)]);
    const items = offers.flatMap((offer) => presentUptake(offer, steps) ?? []);
    return withNotice(notice, { items });
  });
}

function stepRoute(app: Api, { db, audit }: ApiContext): void {
  const config = { action: 'record-toolkit', place: 'school' } as const;
  const schema = {
    tags,
    summary: 'record that practice was opened, adopted or reviewed',
    params: toolkitParams,
    body: stepBody,
    response: answers({ 200: recordedSchema }),
  };
  app.post('/toolkits/:academicYear/:urn/:toolkitId', { config, schema }, async (request) => {
    const { academicYear, urn, toolkitId } = request.params;
    const { step, note = '' } = request.body;
    const actor = currentActor(request);
    const toolkit = toolkitLibrary.find(({ id }) => id === toolkitId);
    if (!toolkit) throw notFound('toolkit of this id');
    const [offers, steps] = await Promise.all([listOffers(db, request.params), listSteps(db, request.params)]);
    const offered = offers.find((offer) => offer.toolkit_id === toolkitId);
    const uptake = {
      ...(offered && { offeredAt: offered.offered_at }),
      taken: steps.flatMap((one) => (one.toolkit_id === toolkitId ? [one.step] : [])),
    };
    const deed = {
      workflowId: schoolYearId(academicYear, urn),
      actor,
      kind: `toolkit-${step}`,
      body: { toolkitId, toolkitVersion: toolkit.version, step },
    };
    const refusal = uptakeRefusal(uptake, step, note);
    if (refusal) {
      const [code, why] = refusals[refusal];
      await audit.record({ ...deed, isAccepted: false, note: why });
      throw new ApiProblem(code, why);
    }
    const isNew = await audit.recordIf(
      { ...deed, isAccepted: true, note: `Practice "${toolkit.title}" was ${step}.` },
      (trx, at) =>
        insertStep(trx, {
          academicYear,
          urn,
          toolkitId,
          toolkitVersion: toolkit.version,
          step,
          at,
          actorId: actor.id,
          note,
        }),
    );
    return { toolkitId, step, isNew };
  });
}

const refusals: Readonly<Record<UptakeRefusal, readonly [ProblemCode, string]>> = {
  'not-offered': ['WrongStage', 'No report of this school offers this practice.'],
  'out-of-order': ['WrongStage', 'Practice is opened, then adopted, then reviewed. Record the earlier step first.'],
  'note-missing': ['ReasonMissing', 'Add a note that says what the school saw.'],
};
