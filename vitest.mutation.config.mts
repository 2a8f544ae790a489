import { defineConfig } from 'vitest/config';

/** The pure tests of what is mutated; tests on real data would run for each mutant and notice few more. */
export const configuration = defineConfig({
  test: {
    pool: 'forks',
    include: ['tests/unit/domain/{gates,baseline,similar,drafting}/**/*.test.ts'],
  },
});

export { configuration as default };
