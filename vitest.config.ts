import { defineConfig } from 'vitest/config';

const conditions = ['@rapporteur/source'];

export default defineConfig({
  test: {
    include: ['{apps,packages,bench}/**/*.spec.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    // Suites that start Postgres or a whole stack wait for it in beforeAll.
    hookTimeout: 120_000,
    testTimeout: 30_000,
  },
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
});
