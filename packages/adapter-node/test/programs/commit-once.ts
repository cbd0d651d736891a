/** Commits a first generation and prints what came of it, then what can be loaded. Arguments: state folder. */
import { createStorePort } from '../../src/store.js';

const store = createStorePort(process.argv[2] ?? '');
const committed = await store.commit('default', { number: 1, text: 'one' }, undefined);
process.stdout.write(JSON.stringify({ committed, loaded: await store.load('default') }));
