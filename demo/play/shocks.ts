import pMap from 'p-map';
import { type SchoolCalendar } from '../../domain/shared/school-calendar.js';
import { type Part } from './casting.js';
import { analyst, head, hubManager } from './personas.js';
import { type PlayedYear, type SchoolYearItem } from './school-year.js';

interface ShockPlay {
  readonly played: PlayedYear;
  readonly calendar: SchoolCalendar;
  readonly parts: ReadonlyMap<string, Part>;
  readonly atOnce: number;
}

/** There is illness in two weeks of November. A hub manager sets them aside, unasked or because the school asks; some requests are refused. */
export async function openShocks({ played, calendar, parts, atOnce }: ShockPlay): Promise<void> {
  const monitored = (await played.list(analyst)).filter(({ stage }) => stage === 'monitoring');
  const shock = { shockKind: 'illness-outbreak', ...shockWindow(calendar) };
  const evidence = 'Letter of the health protection team.';
  await pMap(
    monitored,
    async ({ urn, regionCode }) => {
      const manager = hubManager(regionCode);
      switch (parts.get(urn)?.shock) {
        case 'opened':
          return played.decide(urn, manager, 'pauseForShock', { ...shock, evidence });
        case 'asked':
          await played.decide(urn, head(urn), 'requestShock', { ...shock, evidence });
          return played.decide(urn, manager, 'grantShockRequest', { requestId: await waitingRequest(played, urn) });
        case 'asked-in-vain':
          await played.decide(urn, head(urn), 'requestShock', { ...shock, evidence: 'Several families have said so.' });
          return played.decide(urn, manager, 'declineShockRequest', {
            requestId: await waitingRequest(played, urn),
            reason: 'No evidence from outside the school shows an outbreak in these weeks.',
          });
        case 'none':
        case undefined:
      }
    },
    { concurrency: atOnce },
  );
}

/** Hub managers end the shocks after the two weeks. */
export async function endShocks({ played, calendar, atOnce }: ShockPlay, urns: readonly string[]): Promise<void> {
  const paused = (await played.readAll(urns, analyst, atOnce)).filter(
    ({ isPaused, stage }) => isPaused && stage === 'monitoring',
  );
  await pMap(
    paused,
    ({ urn, regionCode, shocks }) =>
      played.decide(urn, hubManager(regionCode), 'resumeMonitoring', {
        shockId: shocks?.[0]?.id,
        endedOn: shockWindow(calendar).to,
      }),
    { concurrency: atOnce },
  );
}

async function waitingRequest(played: PlayedYear, urn: string): Promise<string | undefined> {
  const { shockRequests }: SchoolYearItem = await played.read(urn, analyst);
  return shockRequests?.find(({ answer }) => answer === undefined)?.id;
}

/** Two school weeks of the third month. */
function shockWindow({ months }: SchoolCalendar): { readonly from: string; readonly to: string } {
  const month = months[2]?.month ?? '';
  return { from: `${month}-04`, to: `${month}-15` };
}
