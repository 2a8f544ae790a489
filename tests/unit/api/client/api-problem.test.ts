import { expect, test } from 'vitest';
import { ApiProblem } from '../../../../api/client/api-client.js';

test('a refused request lists its problems one by one', () => {
  const errors = [{ where: 'params.urn', problem: 'A URN has six digits.' }];
  expect(new ApiProblem(400, 'Malformed', 'See errors.', { errors }).errors).toEqual(errors);
});

test.each([undefined, null, {}])('an answer with %s has no list of problems', (body) => {
  expect(new ApiProblem(502, 'Unknown', 'Bad gateway', body).errors).toEqual([]);
});
