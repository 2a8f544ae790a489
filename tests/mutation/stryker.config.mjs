import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Mutation testing of the pure rules by the pure tests alone: `npm run mutation`, or one folder with
 * `npm run mutation -- --mutate 'domain/gates/**'`. A mutant that no test notices is a rule that nobody checks.
 * Results of unchanged code are kept in coverage/mutation between runs; `--force` runs all again.
 */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'tests/mutation/vitest.config.mts', related: true },
  mutate: ['domain/gates/**/*.ts', 'domain/baseline/**/*.ts', 'domain/similar/**/*.ts'],
  ignorePatterns: ['dist', 'coverage', 'docs', 'tests/replay/histories'],
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  concurrency: 1,
  timeoutMS: 10_000,
  disableTypeChecks: false,
  allowEmpty: false,
  incremental: true,
  incrementalFile: 'coverage/mutation/incremental.json',
  tempDirName: join(tmpdir(), 'mutation-sandbox'),
  reporters: ['clear-text', 'progress', 'json'],
  jsonReporter: { fileName: 'coverage/mutation/mutation.json' },
  clearTextReporter: { allowColor: false, reportTests: false, logTests: false },
  thresholds: { high: 95, low: 85, break: 85 },
};
