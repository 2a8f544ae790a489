import { defineConfig } from 'vitest/config';

/** The pure tests of what is mutated; tests on real data would run for each mutant and notice few more. */
export const configuration = defineConfig({
  test: {
    pool: 'forks',
    // A mutant that never ends is stopped by the runner of the mutants; a test that a busy machine slows down must not fail.
    testTimeout: 60_000,
    include: ['tests/unit/domain/{gates,baseline,similar,drafting}/**/*.test.ts'],
  },
});

export { configuration as default };
