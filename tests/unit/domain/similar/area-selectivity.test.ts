import { describe, expect, it } from 'vitest';
import { type SelectivityRow, areaSelectivity } from '../../../../domain/similar/area-selectivity.js';
import { selectiveAreas2018 } from '../../../../domain/similar/selective-areas-2018.js';

const rows = (grammar: number, other: number, unknown = 0): SelectivityRow[] => [
  { laCode: '901', isSelective: true, pupils: grammar },
  { laCode: '901', isSelective: false, pupils: other },
  { laCode: '901', isSelective: undefined, pupils: unknown },
];

describe('the selectivity of an area', () => {
  it.each([
    [0, 1000, 'none'],
    [9, 991, 'none'],
    [10, 990, 'partly-selective'],
    [249, 751, 'partly-selective'],
    [250, 750, 'highly-selective'],
  ] as const)('%i of grammar and %i other pupils make it %s', (grammar, other, expected) => {
    expect(areaSelectivity(rows(grammar, other)).get('901')?.class).toBe(expected);
  });

  it('is unknown where schools of unknown selectivity could change it, and otherwise known', () => {
    expect(areaSelectivity(rows(0, 900, 100)).get('901')?.class).toBe('unknown');
    expect(areaSelectivity(rows(300, 600, 100)).get('901')?.class).toBe('highly-selective');
  });

  it('uses a prior for what the register leaves out, and the larger share applies', () => {
    const prior = { version: 'test', shares: { '901': 0.3 }, none: [] };
    expect(areaSelectivity(rows(0, 900, 100), prior).get('901')).toMatchObject({
      share: 0.3,
      class: 'highly-selective',
    });
    expect(areaSelectivity(rows(400, 600), prior).get('901')?.share).toBeCloseTo(0.4, 12);
    expect(areaSelectivity(rows(0, 900, 100), { version: 'test', shares: {}, none: ['901'] }).get('901')?.class).toBe(
      'none',
    );
  });

  it('follows the shares of 2018 for the 36 authorities with grammar schools and the two that replaced them', () => {
    const shares = Object.values(selectiveAreas2018.shares);
    expect(shares).toHaveLength(38);
    expect(shares.every((share) => share > 0.01 && share < 0.5)).toBe(true);
  });
});

describe('an authority whose code is not in the list of selective areas', () => {
  const of = (laCode: string, former?: ReadonlyMap<string, readonly string[]>, grammar = 0): string | undefined =>
    areaSelectivity(
      [
        { laCode, isSelective: false, pupils: 900 },
        { laCode, isSelective: true, pupils: grammar },
      ],
      selectiveAreas2018,
      former,
    ).get(laCode)?.class;

  it.each([
    ['972', ['886'], 'highly-selective'],
    ['973', ['886', '887'], 'highly-selective'],
    ['970', ['936'], 'none'],
    ['974', ['936', '886'], 'highly-selective'],
    ['975', ['344'], 'highly-selective'],
    ['976', ['908', '815'], 'partly-selective'],
  ])('%s takes the class of %j, where its schools were before', (code, before, expected) => {
    expect(of(code, new Map([[code, before]]))).toBe(expected);
  });

  it.each([
    ['nowhere', undefined],
    ['in an authority that is not known either', new Map([['972', ['999']]])],
    ['partly in one that is not known', new Map([['972', ['936', '999']]])],
  ])('is unknown where its schools were %s', (_, former) => {
    expect(of('972', former)).toBe('unknown');
  });

  it('is highly selective where its own schools show it', () => {
    expect(of('972', undefined, 400)).toBe('highly-selective');
    expect(of('972', undefined, 100)).toBe('unknown');
  });

  it('keeps the share that the list gives to a code that replaced others', () => {
    expect(of('839')).toBe('partly-selective');
    expect(of('942')).toBe('none');
    expect(of('943')).toBe('partly-selective');
    expect(of('838')).toBe('none');
  });
});
