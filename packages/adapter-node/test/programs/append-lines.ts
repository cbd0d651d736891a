/**
 * Appends lines to the stored text, one commit each, against others that do the same; starts when its input ends.
 * Arguments: state folder, name, lines, `links` or `no-links`.
 */
import { createStorePort } from '../../src/store.js';

const [stateDir = '', name = '', lines = '0', links = ''] = process.argv.slice(2);
const refuse = (): Promise<void> => Promise.reject(Object.assign(new Error('no hard links'), { code: 'EPERM' }));
const store = createStorePort(stateDir, links === 'links' ? undefined : refuse);

for await (const _ of process.stdin);
let conflicts = 0;
for (let line = 0; line < Number(lines); ) {
  const loaded = await store.load('default');
  if (!loaded.ok) throw new Error(`load: ${loaded.failure.cause}`);
  const newest = loaded.generations[0];
  const next = { number: (newest?.number ?? 0) + 1, text: `${newest?.text ?? ''}${name}:${line}\n` };
  const committed = await store.commit('default', next, newest?.number);
  if (committed.ok) line += 1;
  else if (committed.conflict) conflicts += 1;
  else throw new Error(`commit: ${committed.failure.cause}`);
}
process.stdout.write(`${conflicts}\n`);
