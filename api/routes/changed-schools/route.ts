import { z } from 'zod';
import { readChangedSchools, type ChangedSchool } from '../../../database/facts/changed-schools.js';
import { endings } from '../../../domain/scope/changed-school.js';
import { type Api } from '../../api.js';
import { type ApiContext } from '../../context.js';
import { withNotice, withoutNulls } from '../shared/present.js';
import { answers, notice, yearParams } from '../shared/schemas.js';

const changedSchool = z.object({
  urn: z.string(),
  name: z.string(),
  regionCode: z.string(),
  stage: z.string(),
  closedOn: z.string().exactOptional().describe('As the register gives it, yyyy-mm-dd.'),
  kind: z
    .enum(['converted', 'ended'])
    .describe('converted: its year continues, and the new URN reports for it. ended: an analyst must end its year.'),
  because: z.enum(endings).exactOptional(),
  heirs: z.array(z.string()).describe('URNs of the schools that followed it.'),
  whatToDo: z.string(),
});

const changedSchools = z.object({ items: z.array(changedSchool), notice });

/** Schools of a running year that the newest register has closed. Reading changes nothing. */
export function changedSchoolRoutes(app: Api, { db, notice: words }: ApiContext): void {
  const config = { action: 'read-changed-schools' } as const;
  const schema = {
    tags: ['school-years'],
    summary: 'read which schools the register has closed in mid-year',
    params: yearParams,
    response: answers({ 200: changedSchools }),
  };
  app.get('/changed-schools/:academicYear', { config, schema }, async (request) => {
    const changed = await readChangedSchools(db, request.params.academicYear);
    return withNotice(words, { items: changed.filter(({ stage }) => stage !== 'closed').map(presentChange) });
  });
}

function presentChange({ change, closedOn, ...school }: ChangedSchool): z.output<typeof changedSchool> {
  const dated = { ...school, ...withoutNulls({ closedOn }) };
  if (change.kind === 'converted') {
    const whatToDo = `Nothing: its returns under ${change.to} are counted for it, and its head may sign in with that number.`;
    return { ...dated, kind: 'converted', heirs: [change.to], whatToDo };
  }
  const { because, heirs } = change;
  return {
    ...dated,
    kind: 'ended',
    because,
    heirs: [...heirs],
    whatToDo:
      'End its year with endSchoolYear, and give the date and the reason. A school that followed it gets an expectation of its own in the next campaign.',
  };
}
