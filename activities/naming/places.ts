import { clearPlaces, insertPlaces, mostReports, pinNamingTerms } from '../../database/naming/places.js';
import { type Transaction } from '../../database/database.js';
import { type NamingPolicy } from '../../domain/naming/policy.js';
import { namingPlaces } from '../../domain/naming/places.js';
import { type PreparedDraft } from '../../domain/drafting/prepared-draft.js';
import { type SchoolCalendar } from '../../domain/shared/school-calendar.js';

/** Pins the naming policy of this year, and gives every example its places. */
export async function preparePlaces(
  trx: Transaction,
  drafts: readonly PreparedDraft[],
  {
    academicYear,
    calendar,
    policy,
  }: {
    readonly academicYear: string;
    readonly calendar: SchoolCalendar;
    readonly policy: NamingPolicy;
  },
): Promise<void> {
  await pinNamingTerms(trx, academicYear, { policy, calendar });
  await givePlaces(trx, academicYear, drafts);
}

/** Gives the places of these reports again, next to those that examples hold in other reports. */
export async function givePlaces(
  trx: Transaction,
  academicYear: string,
  drafts: readonly PreparedDraft[],
): Promise<void> {
  const most = await mostReports(trx, academicYear);
  if (most === undefined) return;
  const held = await clearPlaces(
    trx,
    academicYear,
    drafts.map(({ urn }) => urn),
  );
  const inScope = drafts.filter(({ scope }) => scope.kind === 'in-scope');
  await insertPlaces(trx, academicYear, namingPlaces(inScope, most, held));
}
