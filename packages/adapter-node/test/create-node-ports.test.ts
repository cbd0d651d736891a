import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { createNodePorts } from '../src/index.js';
import { temporaryFolder } from './temporary-folder.js';

test('all five ports are there, and making them touches nothing', () => {
  const folder = temporaryFolder();
  const ports = createNodePorts({ stateDir: join(folder, 'state'), keyDir: join(folder, 'keys') });
  expect(Object.keys(ports).sort()).toEqual(['host', 'http', 'secrets', 'store', 'xml']);
  expect(ports).toMatchObject({ http: { redirects: 'controlled', bodyCap: 'streamed' }, store: { durable: true, scope: 'host' }, secrets: { level: 'obfuscated' } });
  expect(readdirSync(folder)).toEqual([]);
});

test('a relative folder counts from where the ports were made', async () => {
  const folder = temporaryFolder();
  const elsewhere = temporaryFolder();
  const here = vi.spyOn(process, 'cwd').mockReturnValue(folder); // a worker cannot change its directory
  try {
    const { store, secrets } = createNodePorts({ stateDir: 'state', keyDir: 'keys' });
    here.mockReturnValue(elsewhere);
    await store.commit('default', { number: 1, text: 'one' }, undefined);
    await secrets.seal('default', 'plain', 'context');
  } finally {
    here.mockRestore();
  }
  expect(readdirSync(folder).sort()).toEqual(['keys', 'state']);
});

test('D1: the XML port is the strict one', () => {
  const { xml } = createNodePorts({ stateDir: temporaryFolder() });
  if (typeof xml === 'function') throw new Error('is loaded later');
  const limits = { depth: 64, nodes: 100, attributes: 10 };
  expect(xml.read(Buffer.from('<account><title>a</title></account>'), limits)).toMatchObject({ ok: true, root: { name: 'account' } });
  expect(xml.read(Buffer.from('<account><title>a</title></accoun'), limits)).toMatchObject({ ok: false, code: 'xml.not-well-formed' });
});
