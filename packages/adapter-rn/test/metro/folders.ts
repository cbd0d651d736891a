import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** What these tests fetch and build, kept from run to run; ignored by git. */
export const kept = join(root, '.tools', 'react-native');

/** pnpm as `scripts/bootstrap.mjs` fetched it, for this Node. */
export const pnpm = join(root, '.tools', 'node_modules', 'pnpm', 'bin', 'pnpm.cjs');
