import { type Change } from './change.js';
import { type Floor, type SchoolYearState } from './state.js';

/**
 * A report must carry the floor that people agreed, so it is written again as the next version, with the drafted floor kept next to it. The
 * state moves to the new version at once, so that nobody reads the old version as current while the new one is being written.
 */
export function withAgreedFloor(
  { draft, corrections }: SchoolYearState,
  { publishes, ...change }: Change,
  floor: Floor,
): Change {
  if (!draft || floor.setBy === 'draft') return { ...change, ...(publishes !== undefined && { publishes }) };
  const reportVersion = draft.reportVersion + 1;
  return {
    ...change,
    set: { ...change.set, draft: { ...draft, reportVersion } },
    effects: [
      ...(change.effects ?? []),
      {
        do: 'reissue',
        request: {
          reportVersion,
          corrections,
          agreed: { attendancePercent: floor.attendancePercent, setBy: floor.setBy },
          reason: change.note,
          isIssued: publishes !== undefined,
        },
      },
    ],
  };
}
