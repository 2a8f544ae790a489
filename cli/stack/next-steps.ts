import { type Database } from '../../database/database.js';
import { listSchoolYears } from '../../database/school-years/school-years.js';
import { type AcademicYear } from '../../domain/shared/academic-year.js';
import { table } from '../output.js';

/** A school to look at first. */
export interface ExampleSchool {
  readonly urn: string;
  readonly name: string;
  readonly stage: string;
}

const stagesToLookAt = ['in-review', 'with-school', 'monitoring'] as const;

/** A school whose report can be read, best one that waits for a decision. */
export async function exampleSchool(db: Database, academicYear: AcademicYear): Promise<ExampleSchool | undefined> {
  for (const stage of stagesToLookAt) {
    const [school] = await listSchoolYears(db, academicYear, { stage }, { afterUrn: '', limit: 1 });
    if (school !== undefined) return { urn: school.urn, name: school.name, stage: school.stage };
  }
  return undefined;
}

interface Asked extends ExampleSchool {
  readonly stack: string;
  readonly academicYear: AcademicYear;
  readonly api: string;
}

/** What a new user does next, as commands to paste. */
export function nextSteps({ urn, name, stage, stack, academicYear, api }: Asked): string {
  const school = `${academicYear} ${urn} --stack ${stack}`;
  return [
    `An example: ${name}, URN ${urn}, ${stage}. In another terminal:`,
    table([
      ['its report', `npx abie school report ${school}`],
      ['its year', `npx abie school show ${school}`],
      ['next: approve it', `npx abie decide approveTarget ${school} --as analyst`],
      ['sign in', `curl -s ${api}/api/v1/sign-in -H 'content-type: application/json' -d '{"persona": "analyst"}'`],
      ['who can sign in', `curl -s ${api}/api/v1/personas`],
    ]),
    'docs/api.md has a request of each kind, to paste.',
  ].join('\n\n');
}
