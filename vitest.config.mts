import { defineConfig } from 'vitest/config';

/** Pure tests start nothing; the others share one PostgreSQL for the whole run. */
export const configuration = defineConfig({
  test: {
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    coverage: {
      provider: 'v8',
      include: ['domain/**', 'contracts/**', 'importers/**', 'activities/**', 'workflows/**', 'api/**', 'engine/**'],
    },
    projects: [
      { extends: true, test: { name: 'unit', include: ['tests/unit/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'real',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/unit/**'],
          globalSetup: ['tests/support/global-setup.ts'],
        },
      },
    ],
  },
});

export { configuration as default };
