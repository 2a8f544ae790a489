import { academicYear, type AcademicYear } from '../domain/shared/academic-year.js';
import { urn, type Urn } from '../domain/shared/urn.js';

export const schoolYearId = (year: AcademicYear, school: Urn): string => `school-year/${year}/${school}`;
export const campaignId = (year: AcademicYear): string => `campaign/${year}`;
export const monthlyReturnId = (year: AcademicYear, month: string, batchId: number): string =>
  `month/${year}/${month}/${batchId}`;
export const supportId = (year: AcademicYear, school: Urn): string => `support/${year}/${school}`;
export const hubId = (year: AcademicYear, hub: string): string => `hub/${year}/${hub}`;
export const areaEventId = (year: AcademicYear, eventId: string, decision: string): string =>
  `area-event/${year}/${eventId}/${decision}`;

/** The rounds in which a year's places at hubs are given. */
export const placeRoundsId = (year: AcademicYear): string => `places/${year}`;

/** One school's answers about being named: the chain of its audit rows. */
export const namingId = (year: AcademicYear, school: Urn): string => `naming/${year}/${school}`;

export const namingChangeId = (
  { academicYear: year, urn: school }: { readonly academicYear: AcademicYear; readonly urn: Urn },
  commandId: string,
): string => `${namingId(year, school)}/${commandId}`;

export const recallWorkflowId = (recallId: string): string => `recall/${recallId}`;

/** One archiving for each run of a workflow. */
export const archivingId = (workflowId: string, runId: string): string => `archive/${workflowId}/${runId}`;

/** The inverse of `schoolYearId` and `supportId`. @throws RangeError when the text is not such an id. */
export function schoolOfId(workflowId: string): { readonly year: AcademicYear; readonly urn: Urn } {
  const [, year, school] = workflowId.split('/');
  return { year: academicYear(year ?? ''), urn: urn(school ?? '') };
}
