import { readdirSync, existsSync } from 'node:fs';
import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

/** Tests run on sources, so that none of them waits for a build or passes on an old one. */
const conditions = ['@firstring/source', ...defaultServerConditions];

const packages = ['packages', 'apps', 'examples'].flatMap((group) =>
  existsSync(new URL(`./${group}/`, import.meta.url))
    ? readdirSync(new URL(`./${group}/`, import.meta.url)).map((name) => ({ name: group === 'examples' ? `example-${name}` : name, root: `./${group}/${name}` }))
    : [],
);

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    environment: 'node',
    maxWorkers: 2, // also on two cores: many of them wait for a browser, a server or a child process
    testTimeout: 60_000, // a bound for what hangs, not a measure: machines are noisy
    passWithNoTests: true,
    projects: [
      ...packages
        .filter(({ root }) => existsSync(new URL(`${root}/package.json`, import.meta.url)))
        .map(({ name, root }) => ({ extends: true as const, test: { name, root, include: ['test/**/*.test.ts'] } })),
      { extends: true as const, test: { name: 'tools', root: './scripts', include: ['**/*.test.mjs'], maxConcurrency: 2 } },
    ],
  },
});
