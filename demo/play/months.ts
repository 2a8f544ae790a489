import { type CalendarMonth, type SchoolCalendar } from '../../domain/shared/school-calendar.js';
import { sendMonth } from '../../api/client/send-month.js';
import { type ApiClient } from '../../api/client/api-client.js';
import { type Part } from './casting.js';
import { returnFile, returnRow, type Disturbance, type PlayedSchool, type ReturnRow } from './month-figures.js';
import { analyst } from './personas.js';
import { type PhasePaths } from './season-file.js';

/** One file that arrives: a month's return of some schools, as of a date; sent twice where it is a duplicate. */
export interface Delivery {
  readonly month: CalendarMonth;
  readonly content: 'whole' | 'late' | 'restated';
  readonly isDuplicated: boolean;
}

export interface Playing {
  readonly schools: readonly PlayedSchool[];
  readonly parts: ReadonlyMap<string, Part>;
  readonly calendar: SchoolCalendar;
  readonly paths: PhasePaths;
  readonly seed: number;
}

/** The months in the order in which they arrive: the fifth before the fourth, one twice, some schools late, one month restated. */
export function deliveries({ months }: SchoolCalendar): readonly Delivery[] {
  const whole = months.map((month): Delivery => ({ month, content: 'whole', isDuplicated: month === months[1] }));
  const [fourth, fifth] = [whole[3], whole[4]];
  const ordered = fourth && fifth ? [...whole.slice(0, 3), fifth, fourth, ...whole.slice(5)] : whole;
  const late = months[2];
  const restated = months[4];
  return ordered.flatMap((delivery): readonly Delivery[] => {
    if (delivery === fourth && restated && late) {
      return [
        delivery,
        { month: late, content: 'late', isDuplicated: false },
        { month: restated, content: 'restated', isDuplicated: false },
      ];
    }
    return [delivery];
  });
}

/** Makes and sends one delivery. @throws Error when the return is refused, which should never happen to a generated file. */
export async function deliver(api: ApiClient, year: string, playing: Playing, delivery: Delivery): Promise<void> {
  const rows = rowsOf(playing, delivery);
  if (rows.length === 0) return;
  const asOf = delivery.content === 'whole' ? delivery.month.dueOn : laterThan(delivery.month.dueOn);
  const csv = returnFile(rows, asOf);
  for (let sent = 0; sent < (delivery.isDuplicated ? 2 : 1); sent += 1) {
    const answer = await sendMonth(api, analyst, year, {
      fileName: `monthly_return_${delivery.month.month}.csv`,
      content: csv,
    });
    if (answer.stage === 'refused') {
      const first = answer.errors[0];
      throw new Error(
        `The return for ${delivery.month.month} was refused: ${first ? `line ${first.line}, ${first.column}: ${first.problem}` : 'no reason given'}`,
      );
    }
  }
}

function rowsOf(
  { schools, parts, calendar, paths, seed }: Playing,
  { month, content }: Delivery,
): readonly ReturnRow[] {
  return schools.flatMap((school) => {
    const part = parts.get(school.urn);
    if (!part || !isIn(part, month, content, calendar)) return [];
    return [
      returnRow(school, month, {
        path: paths[school.phase],
        disturbance: disturbanceOf(part, content, calendar),
        seed,
      }),
    ];
  });
}

/** A late school is missing from the third month's whole file; a restated file holds only the schools that restate. */
function isIn(part: Part, month: CalendarMonth, content: Delivery['content'], { months }: SchoolCalendar): boolean {
  if (content === 'late') return part.returns === 'late';
  if (content === 'restated') return part.returns === 'restated';
  return !(part.returns === 'late' && month === months[2]);
}

/** A shock lifts November; a school that will restate first reports far too much absence for January. */
function disturbanceOf(part: Part, content: Delivery['content'], { months }: SchoolCalendar): Disturbance {
  return (month) => {
    if (part.year === 'shocked' && month === months[2]?.month) return 1.5;
    if (part.returns === 'restated' && content === 'whole' && month === months[4]?.month) return 2.8;
    return 1;
  };
}

const laterThan = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + 10 * 86_400_000).toISOString().slice(0, 10);
