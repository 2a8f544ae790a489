import { notLevel, refuse } from '../../process/checks.js';
import { withAgreedFloor } from '../agreed-floor.js';
import { issued } from '../with-school.js';
import { theSchool } from './permitted.js';
import { type DecisionRule } from './rule.js';

interface Body {
  readonly floorAttendancePercent: number;
  readonly reason?: string;
}

/** The school sets itself a higher floor, with no upper limit and never lower; the drafted floor is kept. */
export const proposeHigherTarget: DecisionRule<'proposeHigherTarget', Body> = {
  kind: 'proposeHigherTarget',
  permitted: theSchool,
  openIn: ['with-school'],
  unfit: (_occasion, { floor }, { body: { floorAttendancePercent } }) =>
    notLevel(floorAttendancePercent, 'The floor you propose') ??
    (floor && floorAttendancePercent > floor.attendancePercent
      ? undefined
      : refuse('OutOfRange', 'The floor you propose must be higher than the one in the report.')),
  change: (occasion, state, { body }) => {
    const change = issued(occasion, state, body.reason ?? 'The school sets itself a higher floor.');
    const floor = { attendancePercent: body.floorAttendancePercent, setBy: 'school' } as const;
    return withAgreedFloor(state, { ...change, set: { ...change.set, floor } }, floor);
  },
};
