import { defineConfig } from 'tsup';
import { buildOptions } from '../../tsup.shared.js';

export default defineConfig(
  buildOptions({ entry: { main: 'src/main.ts' }, format: ['esm'], declarations: false, platform: 'node' }),
);
