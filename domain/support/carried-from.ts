import { type CarriedSupport, type SupportInput } from './messages.js';

/** What the next year needs of a support. Days set aside so far stay set aside, whatever the next year decides about its own. */
export function carriedFrom(
  { pathway, ground, needPoints }: SupportInput,
  { milestones, hubId }: Pick<CarriedSupport, 'milestones' | 'hubId'>,
): CarriedSupport {
  const { daysSetAside, setAsideBefore = [], ...history } = milestones;
  return {
    pathway,
    ground,
    needPoints,
    milestones: { ...history, daysSetAside: [], setAsideBefore: [...setAsideBefore, ...daysSetAside] },
    ...(hubId !== undefined && { hubId }),
  };
}
