import { expect, test } from 'vitest';
import { ApiProblem } from '../../../../api/client/api-client.js';

test('a refused request says what is wrong with it, point by point', () => {
  const errors = [{ where: 'params.urn', problem: 'A URN has six digits.' }];
  expect(new ApiProblem(400, 'Malformed', 'See errors.', { errors }).errors).toEqual(errors);
});

test.each([undefined, null, {}])('an answer that holds %s has no such points', (body) => {
  expect(new ApiProblem(502, 'Unknown', 'Bad gateway', body).errors).toEqual([]);
});
