import { existsSync } from 'node:fs';
import { defineConfig } from 'tsup';
import { buildOptions } from '../../tsup.shared.js';

const demo = existsSync(new URL('src/demo.ts', import.meta.url)) ? { demo: 'src/demo.ts' } : {};

export default defineConfig(
  buildOptions({
    entry: { index: 'src/index.ts', main: 'src/main.ts', ...demo },
    format: ['esm'],
    declarations: false,
    platform: 'node',
  }),
);
