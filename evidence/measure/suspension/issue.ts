import pMap from 'p-map';
import { analyst, head } from '../../../demo/play/personas.js';
import { type PlayedYear } from '../../../demo/play/school-year.js';

const atOnce = 12;
const reason = 'Released to measure a suspension.';

/** Brings every report that can be issued to its school and has it agreed. @returns the schools whose report is issued */
export async function issueAll(year: PlayedYear): Promise<readonly string[]> {
  await pMap(
    await year.list(analyst),
    async ({ urn, stage }) => {
      if (stage === 'quarantined') await year.decide(urn, analyst, 'releaseFromQuarantine', { reason });
      if (stage === 'quarantined' || stage === 'in-review') await year.decide(urn, analyst, 'approveTarget', {});
      if (stage === 'quarantined' || stage === 'in-review' || stage === 'with-school')
        await year.decide(urn, head(urn), 'agreeTarget', {});
    },
    { concurrency: atOnce },
  );
  return (await year.list(analyst, '&stage=monitoring')).map(({ urn }) => urn);
}
