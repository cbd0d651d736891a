import { defineConfig } from 'tsup';
import { buildOptions } from '../../tsup.shared.js';

export default defineConfig(
  buildOptions({
    entry: { index: 'src/index.ts' },
    bundle: [/^@noble\/ciphers/], // ESM only: the CJS build could not require it
  }),
);
