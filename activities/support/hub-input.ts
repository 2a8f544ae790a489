import { type Database } from '../../database/database.js';
import { readHubCapacity } from '../../database/hubs-and-support/hub-candidates.js';
import { type HubInput } from '../../domain/hubs/messages.js';
import { instantOf, type SchoolCalendar } from '../../domain/shared/school-calendar.js';

interface HubWanted {
  readonly academicYear: HubInput['academicYear'];
  readonly hubId: string;
  readonly calendar: SchoolCalendar;
  /** `yyyy-mm-dd` */
  readonly on: string;
}

/** What a hub's workflow starts with; a hub that is open already opens with the year. */
export async function hubInput(db: Database, { academicYear, hubId, calendar, on }: HubWanted): Promise<HubInput> {
  const { regionCode, opensOn, enhancedPlaces, regionalPlaces } = await readHubCapacity(db, hubId);
  return {
    academicYear,
    hubId,
    regionCode,
    capacity: { enhancedPlaces, regionalPlaces },
    opensAtMilliseconds: opensOn <= on ? calendar.startsAtMilliseconds : instantOf(calendar, opensOn),
  };
}
