import { expect, test } from 'vitest';
import { isServerRecent } from '../../../engine/temporal-version.js';

// Worker Deployments need server 1.29.1: Temporal documentation, "Worker Versioning".
test.each([
  ['1.29.1', true],
  ['1.29.2', true],
  ['1.30.0', true],
  ['2.0.0', true],
  ['1.29.1-148.5', true],
  ['1.29.0', false],
  ['1.9.9', false],
  ['0.31.0', false],
  ['', false],
])('the Temporal server %s is recent enough: %s', (version, recent) => {
  expect(isServerRecent(version)).toBe(recent);
});
