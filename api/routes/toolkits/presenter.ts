import { toolkitLibrary } from '../../../domain/toolkits/library.js';
import { type ToolkitStep } from '../../../domain/toolkits/uptake.js';
import { type OfferRow, type StepRow } from '../../../database/toolkits.js';
import { type UptakeItem } from './schema.js';

/** An offer and its steps; undefined where the library no longer has the entry. */
export function presentUptake(offer: OfferRow, steps: readonly StepRow[]): UptakeItem | undefined {
  const toolkit = toolkitLibrary.find(({ id }) => id === offer.toolkit_id);
  if (!toolkit) return undefined;
  const { id, version, title, moment, summary, steps: inSteps } = toolkit;
  const taken = (step: ToolkitStep): StepRow | undefined =>
    steps.find((one) => one.toolkit_id === id && one.step === step);
  const [opened, adopted, reviewed] = [taken('opened'), taken('adopted'), taken('reviewed')];
  return {
    toolkitId: id,
    version,
    title,
    moment,
    summary,
    steps: [...inSteps],
    why: offer.why,
    offeredAt: offer.offered_at.toISOString(),
    reportVersion: offer.report_version,
    ...(opened && { openedAt: opened.at.toISOString() }),
    ...(adopted && { adoptedAt: adopted.at.toISOString() }),
    ...(reviewed && { reviewedAt: reviewed.at.toISOString() }),
    ...(reviewed?.note != null && { review: reviewed.note }),
  };
}
