import { type Change } from './change.js';
import { type Floor, type SchoolYearState } from './state.js';

/**
 * A report must carry the floor that people agreed, so it is written again as the next version, with the drafted floor kept beside it.
 * The new version stands in the state at once; until it is written nobody can read the one before as if it held.
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
