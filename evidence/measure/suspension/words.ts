import { type Measured } from './measure.js';

export const isWithinBound = ({
  lateReads,
  sweep,
  issued,
  restored,
  sameVersion,
  shownByHistory,
  reconciled,
}: Measured): boolean =>
  lateReads === 0 &&
  sweep.shown === 0 &&
  restored === issued &&
  sameVersion === issued &&
  shownByHistory === issued &&
  reconciled;

export function inWords(measured: Measured): string {
  const { issued, afterConfirmation, sweep } = measured;
  const addresses = Object.entries(afterConfirmation).map(
    ([address, { attempts, shownAfter, lastEndedMilliseconds }]) =>
      `  ${address}: ${attempts} reads, ${shownAfter} still shown${lastEndedMilliseconds === undefined ? '' : `, the last ${lastEndedMilliseconds} ms after`}`,
  );
  return [
    `${issued} issued reports. Reads that ended after the confirmation was answered:`,
    ...addresses,
    `Last read that showed anything: ${measured.lastShownMilliseconds} ms after the confirmation; ${measured.lateReads} after one second.`,
    `While suspended: ${sweep.reads} reads of every school at every address, ${sweep.shown} shown.`,
    `Every school was suspended after ${measured.suspendedEverySchoolSeconds} s; all resumed within ${measured.resumedSeconds} s of the end.`,
    `Restored: ${measured.restored} of ${issued} reports, ${measured.sameVersion} with the version they had. Histories that show it: ${measured.shownByHistory}. Reconciled: ${measured.reconciled ? 'yes' : 'no'}.`,
    isWithinBound(measured) ? 'The bound of one second is kept.' : 'The bound of one second is NOT kept.',
  ].join('\n');
}
