import { defineConfig } from 'tsup';
import { buildOptions } from '../../tsup.shared.js';

export default defineConfig(
  buildOptions({
    entry: {
      index: 'src/index.ts',
      'xml/index': 'src/xml/index.ts',
      'xml/guard/index': 'src/xml/guard/index.ts',
      'driver/index': 'src/driver/index.ts',
      'trace/index': 'src/trace/index.ts',
    },
  }),
);
