import { expect, test } from 'vitest';
import { assignPlaces, type WaitingForPlace } from '../../domain/hubs/assign-places.js';
import { regionCodes } from '../../domain/shared/phase.js';
import { uniformDraws } from '../../evidence/random-draws.js';
import { at, hub, school, terms } from '../unit/domain/hubs/place-examples.js';

test('5,000 schools and 93 hubs are assigned at once: no hub over capacity, no school twice, each placed or waiting with a reason', () => {
  const draw = uniformDraws(93);
  const region = (east: number, north: number): (typeof regionCodes)[number] =>
    regionCodes[3 * Math.floor(east / 100) + Math.floor(north / 100)] ?? 'A';
  const place = (): Pick<WaitingForPlace, 'regionCode' | 'location'> => {
    const [east, north] = [300 * draw(), 300 * draw()];
    return { regionCode: region(east, north), location: at(east, north) };
  };
  const schools = Array.from({ length: 5000 }, (_, index) =>
    school(String(900_001 + index), {
      ...place(),
      phase: draw() < 0.8 ? 'primary' : 'secondary',
      needPoints: Math.round(30 * draw()) / 10,
    }),
  );
  const hubs = Array.from({ length: 93 }, (_, index) =>
    hub(String(index + 1).padStart(2, '0'), {
      ...place(),
      phase: index % 3 === 0 ? 'secondary' : 'primary',
      freePlaces: 40,
    }),
  );
  const { found, waiting } = assignPlaces(schools, hubs, { ...terms, pathway: 'regional' });
  expect(found.length + waiting.length).toBe(5000);
  expect(new Set([...found, ...waiting].map(({ urn }) => urn)).size).toBe(5000);
  for (const { hubId } of hubs) expect(found.filter((each) => each.hubId === hubId).length).toBeLessThanOrEqual(40);
  expect(waiting.every(({ why }) => why.length > 0)).toBe(true);
  expect(found.length).toBeGreaterThan(3000);
});
