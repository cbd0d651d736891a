import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createNodePorts } from '../../src/index.js';
import { defaultKeyDir } from '../../src/key-file.js';
import { createSecretsPort } from '../../src/secrets.js';
import { temporaryFolder } from '../temporary-folder.js';

function places(): { readonly stateDir: string; readonly keyDir: string } {
  const folder = temporaryFolder();
  return { stateDir: join(folder, 'state'), keyDir: join(folder, 'keys') };
}

async function sealed(port: ReturnType<typeof createSecretsPort>, plain = 'plain', context = 'default/1', instance = 'default'): Promise<string> {
  const sealing = await port.seal(instance, plain, context);
  if (!sealing.ok) throw new Error(sealing.failure.cause);
  return sealing.sealed;
}

function everything(folder: string): Buffer {
  if (!existsSync(folder)) return Buffer.alloc(0);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Buffer.concat(files.map((entry) => Buffer.concat([Buffer.from(entry.name), readFileSync(join(entry.parentPath, entry.name))])));
}

test('S3: honest about what a key in a file is worth', () => {
  expect(createSecretsPort(places()).level).toBe('obfuscated');
});

test('what was sealed opens again, in another process too; sealing twice gives two texts', async () => {
  const where = places();
  const port = createSecretsPort(where);
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.string(), async (plain, context) => {
      const text = await sealed(port, plain, context);
      expect(text).toMatch(/^v1\.[A-Za-z0-9_-]+$/);
      expect(await createSecretsPort(where).open('default', text, context)).toEqual({ ok: true, plain });
    }),
    { numRuns: 30 },
  );
  expect(await sealed(port)).not.toBe(await sealed(port));
});

test('another context, another instance, a changed text: lost', async () => {
  const port = createSecretsPort(places());
  const text = await sealed(port);
  await sealed(port, 'x', 'x', 'other');
  const lost = { ok: false, failure: { reason: 'lost', cause: 'wrong-key' } };
  expect(await port.open('default', text, 'default/2')).toEqual(lost);
  expect(await port.open('other', text, 'default/1')).toEqual(lost);
  for (const at of [3, 20, text.length - 4]) {
    const changed = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
    expect(await port.open('default', changed, 'default/1')).toEqual(lost);
  }
  expect(await port.open('default', 'v1.AAAA', 'default/1')).toMatchObject({ failure: { reason: 'lost' } });
  expect(await port.open('default', '', 'default/1')).toMatchObject({ failure: { reason: 'failed', cause: 'unknown-version' } });
  expect(await port.open('default', `v2.${text.slice(3)}`, 'default/1')).toMatchObject({ failure: { reason: 'failed', cause: 'unknown-version' } });
});

test('instance and context cannot be shifted into one another', async () => {
  const keyFile = join(temporaryFolder(), 'a.key');
  const port = createSecretsPort({ stateDir: temporaryFolder(), keyFile });
  const text = await sealed(port, 'plain', 'b","c', 'a');
  writeFileSync(`${keyFile}.a_22__2c__22_b`, readFileSync(`${keyFile}.a`));
  expect(await port.open('a","b', text, 'c')).toMatchObject({ ok: false, failure: { cause: 'wrong-key' } });
});

test('a missing key is lost, and opening creates nothing', async () => {
  const where = places();
  const text = await sealed(createSecretsPort(places()));
  expect(await createSecretsPort(where).open('default', text, 'default/1')).toEqual({ ok: false, failure: { reason: 'lost', cause: 'ENOENT' } });
  expect(existsSync(where.keyDir)).toBe(false);
  expect(existsSync(where.stateDir)).toBe(false);
});

test('a damaged key is lost; sealing makes a new one', async () => {
  const where = places();
  const port = createSecretsPort(where);
  const text = await sealed(port);
  writeFileSync(join(where.keyDir, readdirSync(where.keyDir)[0] ?? ''), 'damaged');
  expect(await port.open('default', text, 'default/1')).toEqual({ ok: false, failure: { reason: 'lost', cause: 'damaged-key' } });
  expect(await port.open('default', await sealed(port), 'default/1')).toMatchObject({ ok: true });
});

test('S3: a canary is found nowhere, however it is written down', async () => {
  const where = places();
  const ports = createNodePorts(where);
  const canary = 'canary-8f3a-Ž';
  const plain = JSON.stringify([['s1', canary]]);
  const text = await sealed(ports.secrets, plain);
  await ports.store.commit('default', { number: 1, text: JSON.stringify({ sealed: text }) }, undefined);
  const disk = Buffer.concat([everything(where.stateDir), everything(where.keyDir)]);
  expect(disk.length).toBeGreaterThan(150);
  for (const encoding of ['utf8', 'utf16le', 'base64', 'base64url', 'hex', 'latin1'] as const) {
    for (const shift of [0, 1, 2]) {
      // Base64 looks different at each of three positions; the middle of it does not.
      const written = encoding.startsWith('base64') ? Buffer.from(canary.slice(shift)).toString(encoding).slice(0, -4) : canary;
      const bytes = encoding === 'utf16le' || encoding === 'latin1' ? Buffer.from(canary, encoding) : Buffer.from(encoding === 'hex' ? Buffer.from(canary).toString('hex') : written);
      expect(disk.includes(bytes), encoding).toBe(false);
    }
  }
});

test('S3: the key lies outside the state folder, for its owner alone', async () => {
  const where = places();
  await sealed(createSecretsPort(where));
  expect(existsSync(where.stateDir)).toBe(false);
  const [name = ''] = readdirSync(where.keyDir);
  expect(readdirSync(where.keyDir)).toHaveLength(1);
  if (process.platform === 'win32') return;
  expect(statSync(join(where.keyDir, name)).mode & 0o777).toBe(0o600);
  expect(statSync(where.keyDir).mode & 0o777).toBe(0o700);
});

test('a copy of the state folder elsewhere has no key', async () => {
  const where = places();
  const text = await sealed(createSecretsPort(where));
  const copy = createSecretsPort({ ...where, stateDir: `${where.stateDir}-copy` });
  expect(await copy.open('default', text, 'default/1')).toMatchObject({ ok: false, failure: { reason: 'lost' } });
});

test('who seals for the first time at the same moment gets the same key', async () => {
  for (let round = 0; round < 15; round += 1) {
    const where = places();
    const ports = Array.from({ length: 6 }, () => createSecretsPort(where));
    const texts = await Promise.all(
      ports.map(async (port, at) => {
        for (let turn = 0; turn < at * round; turn += 1) await new Promise((resolve) => setImmediate(resolve)); // not in step
        return sealed(port, `plain ${at}`);
      }),
    );
    for (const [at, text] of texts.entries()) expect(await ports[0]?.open('default', text, 'default/1')).toEqual({ ok: true, plain: `plain ${at}` });
    expect(readdirSync(where.keyDir)).toHaveLength(1);
  }
});

test('R12: destroy ends the key of one instance, and a second name of its file with it', async () => {
  const where = places();
  const port = createSecretsPort(where);
  const text = await sealed(port);
  const [name = ''] = readdirSync(where.keyDir);
  const other = await sealed(port, 'plain', 'other/1', 'other');
  const second = join(where.keyDir, 'temporary-000000000000000000000001');
  linkSync(join(where.keyDir, name), second);
  const key = readFileSync(second);
  expect(await port.destroy('default')).toEqual({ ok: true });
  expect(await port.destroy('default')).toEqual({ ok: true });
  expect(await port.open('default', text, 'default/1')).toEqual({ ok: false, failure: { reason: 'lost', cause: 'ENOENT' } });
  expect(await port.open('other', other, 'other/1')).toEqual({ ok: true, plain: 'plain' });
  expect(readFileSync(second).equals(key)).toBe(false);
});

test('keyFile: the instance `default` uses that file, others add their name', async () => {
  const folder = temporaryFolder();
  const port = createSecretsPort({ stateDir: folder, keyFile: join(folder, 'own.key'), keyDir: join(folder, 'unused') });
  await sealed(port);
  await sealed(port, 'plain', 'x', 'Work');
  expect(readdirSync(folder).sort()).toEqual(['own.key', 'own.key._57_ork']);
});

test('what the disk refuses is a failure with its code, never a throw', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  const port = createSecretsPort({ stateDir: folder, keyDir: join(folder, 'file') });
  const failed = { ok: false, failure: { reason: 'failed', cause: 'ENOTDIR' } };
  expect(await port.open('default', 'v1.x', 'c')).toEqual(failed);
  expect(await port.destroy('default')).toEqual(failed);
  expect(await port.seal('default', 'p', 'c')).toEqual(failed);
  mkdirSync(join(folder, 'directory.key'));
  const other = createSecretsPort({ stateDir: folder, keyFile: join(folder, 'directory.key') });
  expect(await other.open('default', 'v1.x', 'c')).toMatchObject({ failure: { reason: 'failed', cause: 'EISDIR' } });
});

test('the default folder of keys follows each platform', () => {
  const path = (...parts: string[]): string => join(...parts);
  expect(defaultKeyDir('linux', {}, '/u')).toBe(path('/u', '.config', 'firstring', 'keys'));
  expect(defaultKeyDir('linux', { XDG_CONFIG_HOME: '/x' }, '/u')).toBe(path('/x', 'firstring', 'keys'));
  expect(defaultKeyDir('linux', { XDG_CONFIG_HOME: 'x' }, '/u')).toBe(path('/u', '.config', 'firstring', 'keys'));
  expect(defaultKeyDir('darwin', {}, '/u')).toBe(path('/u', 'Library', 'Application Support', 'firstring', 'keys'));
  expect(defaultKeyDir('win32', { APPDATA: '/a' }, '/u')).toBe(path('/a', 'firstring', 'keys'));
  expect(defaultKeyDir('win32', {}, '/u')).toBe(path('/u', 'AppData', 'Roaming', 'firstring', 'keys'));
});
