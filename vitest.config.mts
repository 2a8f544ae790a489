import { defineConfig } from 'vitest/config';

/** Unit tests and trials start nothing; the others share one PostgreSQL for the whole run. */
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
      {
        extends: true,
        // Pure code keeps no state between files, so a file reuses what the files before it have loaded.
        test: { name: 'unit', isolate: false, include: ['tests/unit/**/*.test.ts'] },
      },
      { extends: true, test: { name: 'trials', isolate: false, include: ['tests/trials/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'real',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/unit/**', 'tests/trials/**'],
          globalSetup: ['tests/support/global-setup.ts'],
        },
      },
    ],
  },
});

export { configuration as default };
