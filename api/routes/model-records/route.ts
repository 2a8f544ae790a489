import { type Api } from '../../api.js';
import { type ApiContext } from '../../context.js';
import { fairnessAcceptance, fairnessProposals } from '../../../database/model-records.js';
import { withNotice } from '../shared/present.js';
import { answers, yearParams } from '../shared/schemas.js';
import { acceptanceRoutes } from './acceptance.js';
import { pageRoutes } from './pages.js';
import { presentDocument, presentFairness, presentRecord } from './present.js';
import { requireRecord } from './require-record.js';
import { fairnessSchema, recordSchema, transparencySchema } from './schema.js';

const tags = ['model records'];
const config = { action: 'read-model-record' } as const;

/** The registry of fits: the model card, the transparency record, and how fair the model was on years whose outcomes are known. */
export function modelRecordRoutes(app: Api, context: ApiContext): void {
  readRoutes(app, context);
  pageRoutes(app, context);
  acceptanceRoutes(app, context);
}

function readRoutes(app: Api, { db, notice }: ApiContext): void {
  const of = (summary: string): { tags: string[]; summary: string; params: typeof yearParams } => ({
    tags,
    summary,
    params: yearParams,
  });
  app.get(
    '/model-records/:academicYear',
    { config, schema: { ...of('read the record of a year’s model'), response: answers({ 200: recordSchema }) } },
    async (request) => {
      const row = await requireRecord(db, request.params.academicYear);
      const [proposals, acceptance] = await Promise.all([
        fairnessProposals(db, row.id),
        fairnessAcceptance(db, row.id),
      ]);
      return withNotice(notice, presentRecord(row, proposals, acceptance));
    },
  );
  app.get(
    '/model-records/:academicYear/transparency',
    { config, schema: { ...of('read the transparency record'), response: answers({ 200: transparencySchema }) } },
    async (request) => {
      const { id, transparency } = await requireRecord(db, request.params.academicYear);
      return withNotice(notice, { recordId: id, transparency: presentDocument(transparency) });
    },
  );
  app.get(
    '/model-records/:academicYear/fairness',
    { config, schema: { ...of('read the fairness figures'), response: answers({ 200: fairnessSchema }) } },
    async (request) => withNotice(notice, presentFairness(await requireRecord(db, request.params.academicYear))),
  );
}
