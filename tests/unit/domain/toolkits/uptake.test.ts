import { describe, expect, it } from 'vitest';
import { toolkitSteps, uptakeRefusal, type ToolkitStep } from '../../../../domain/toolkits/uptake.js';

const offeredAt = new Date('2024-10-01T00:00:00Z');

describe('the uptake of a toolkit that was offered', () => {
  it.each<[ToolkitStep, readonly ToolkitStep[], string, string | undefined]>([
    ['opened', [], '', undefined],
    ['adopted', [], '', 'out-of-order'],
    ['adopted', ['opened'], '', undefined],
    ['reviewed', ['opened'], 'It helped.', 'out-of-order'],
    ['reviewed', ['opened', 'adopted'], 'It helped.', undefined],
    ['reviewed', ['opened', 'adopted'], ' ', 'note-missing'],
  ])('of %s after %j with note "%s" is %s', (step, taken, note, refusal) => {
    expect(uptakeRefusal({ offeredAt, taken }, step, note)).toBe(refusal);
  });

  it.each(toolkitSteps)('of %s is refused where no report has offered it', (step) => {
    expect(uptakeRefusal({ taken: [] }, step, 'x')).toBe('not-offered');
  });

  it('of a recorded step changes nothing, even when the offer has gone', () => {
    expect(uptakeRefusal({ taken: ['opened'] }, 'opened', '')).toBeUndefined();
  });
});
