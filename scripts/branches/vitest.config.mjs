import { fileURLToPath } from 'node:url';
import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

const conditions = ['@firstring/source', ...defaultServerConditions];

/**
 * Core under its own tests and the test kit's virtual world: what needs no socket, browser or build. Without the exploration, which
 * takes minutes and proves something else.
 */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    environment: 'node',
    include: ['packages/core/test/**/*.test.ts', 'packages/test-kit/test/{contracts,run,scenarios,world}/**/*.test.ts'],
    exclude: ['packages/core/test/explore/**'],
    maxWorkers: 2,
    testTimeout: 60_000,
    coverage: {
      enabled: true,
      provider: 'v8',
      include: ['packages/core/src/**/*.ts'],
      reportsDirectory: 'coverage',
      reporter: ['json', 'html'],
      reportOnFailure: true,
    },
  },
});
