/** Commits one generation after the other until it is killed. Arguments: state folder. */
import { writeSync } from 'node:fs';
import { createStorePort } from '../../src/store.js';
import { generationText } from '../store/generation-text.js';

const store = createStorePort(process.argv[2] ?? '');
const loaded = await store.load('default');
if (!loaded.ok) throw new Error(loaded.failure.cause);
for (let expected = loaded.generations[0]?.number; ; ) {
  const number = (expected ?? 0) + 1;
  const text = generationText(number);
  writeSync(1, `begin ${number}\n`);
  const committed = await store.commit('default', { number, text }, expected);
  if (!committed.ok) throw new Error('a commit failed');
  writeSync(1, `done ${number}\n`);
  expected = number;
}
