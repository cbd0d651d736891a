import { defineConfig } from 'tsup';
import { buildOptions } from '../../tsup.shared.js';

export default defineConfig(
  buildOptions({
    entry: {
      index: 'src/index.ts',
      'native/index': 'src/native/index.ts',
      'node/index': 'src/node/index.ts',
      'page/index': 'src/page/index.ts',
    },
    platform: 'node',
    lib: ['ES2022', 'DOM', 'DOM.Iterable'], // page/
  }),
);
