import { isPermitted, reachOf } from '../process/access-policy.js';
import { type Actor } from '../process/actor.js';
import { type Place } from '../process/reach.js';

/** What decides who may see the figures of a school-year. */
export interface Sighted {
  readonly place: Place;
  readonly stage: string;
  /** The newest draft. */
  readonly reportVersion?: number;
  /** The version that is issued. */
  readonly liveVersion?: number;
  /** The version that the school had when its challenge was upheld. */
  readonly heldVersion?: number;
}

/** What an actor may see of a school-year beyond its stage and status. */
export interface Sight {
  /** Floor, improvement, reasons and rates as they are now, and the log of how the draft came about. */
  readonly seesFigures: boolean;
  /** The report that is read when no version is asked for. */
  readonly reportVersion?: number;
  /** Reads any version by its number, drafts too. */
  readonly seesDrafts: boolean;
}

/** Stages in which the newest draft is in the school’s hands, to answer. */
const answering: readonly string[] = ['with-school', 'challenged'];

/** Whether what a transition to this stage says may be read by those who see no drafts. */
export const isOpenStage = (stage: string): boolean => [...answering, 'monitoring', 'closed'].includes(stage);

/**
 * What an actor may see, for every list, page, report, stream and export. A draft is the analysts’ alone until it has been approved; an issued
 * report or a challenged report remains readable while a new draft is being made, and then its own figures are shown and not the draft’s.
 * Source: docs/sources/inspection-and-publication.md#who-may-see-what.
 */
export function sightOf(actor: Actor, { place, stage, reportVersion, liveVersion, heldVersion }: Sighted): Sight {
  if (!isPermitted(actor, 'read-report', place)) return { seesFigures: false, seesDrafts: false };
  const seesDrafts = reachOf(actor, 'read-report') === 'any';
  const isAnswering = answering.includes(stage);
  const inHand = isAnswering ? reportVersion : (liveVersion ?? heldVersion ?? (seesDrafts ? reportVersion : undefined));
  const isNewestInHand = isAnswering || (liveVersion !== undefined && liveVersion === reportVersion);
  return {
    seesFigures: seesDrafts || isNewestInHand,
    seesDrafts,
    ...(inHand !== undefined && { reportVersion: inHand }),
  };
}
