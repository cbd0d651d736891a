import type { SecretFailure, SecretsPort } from '@firstring/core/driver';
import { SAMPLE_USER } from '../portal/sample-app.js';
import { checkWithout } from '../run/canary.js';
import type { Case } from '../run/case.js';
import { CaseFailure, check, equal, present } from '../run/check.js';
import type { World } from '../world/world.js';
import { checkFailure, has, INSTANCE, twoOn } from './declared.js';

const REASONS: readonly SecretFailure['reason'][] = ['locked', 'lost', 'failed'];
const CONTEXT = 'contract/1';
const PLAIN = '[["s1","Žofie 📞"],["s2"," 007 "]]';

const PLAINS: readonly (readonly [what: string, plain: string])[] = [
  ['pairs of secrets', PLAIN],
  ['nothing', ''],
  ['a blank', ' '],
  ['zeros and rare line ends', 'a\u0000b\r\n\ufeff\u2028'],
  ['accents, composed and not', 'e\u0301 and \u00e9'],
  ['100 kB', 'x'.repeat(100_000)],
  ['100 kB of longer characters', 'Ž📞'.repeat(17_000)],
];
const INSTANCES = ['contract', 'Contract', '', '../contract', 'ä/\\:*', 'constructor', '__proto__', 'x'.repeat(300), `${'x'.repeat(300)}y`];

/** What `SecretsPort` promises. */
export const SECRETS_CONTRACT: readonly Case[] = [
  {
    id: 'SECRETS-001',
    title: 'the level is one of four, and only `memory` ends with the app',
    clauses: ['S3'],
    run: (world) => {
      const { level } = world.createDevice().ports.secrets;
      check(['hardware', 'keystore', 'obfuscated', 'memory'].includes(level), `the level is ${level}`);
      equal(level !== 'memory', has(world, 'secrets.durable'), 'whether secrets outlive the app');
      return Promise.resolve();
    },
  },
  ...PLAINS.map(([what, plain], at): Case => ({
    id: `SECRETS-01${at + 1}`,
    title: `what was sealed opens again: ${what}`,
    clauses: ['S3'],
    run: async (world) => {
      const { secrets } = world.createDevice().ports;
      const text = await sealed(world, secrets, plain);
      check((await opened(world, secrets, text)) === plain, 'another text came back');
      check((await opened(world, secrets, text)) === plain, 'another text came back the second time');
    },
  })),
  {
    id: 'SECRETS-021',
    title: 'the sealed text shows nothing of the plain one, in no form, nor does the storage',
    clauses: ['S3', 'S4'],
    run: async (world) => {
      const device = world.createDevice();
      const { secrets, store } = device.ports;
      const text = await sealed(world, secrets, SAMPLE_USER.password);
      checkWithout(text, SAMPLE_USER.password, 'the sealed text');
      const generation = { number: 1, text: JSON.stringify({ sealed: text }) };
      equal(await world.until(store.commit(INSTANCE, generation, undefined)), { ok: true }, 'the commit of a sealed text');
      checkWithout(await device.storageDump(), SAMPLE_USER.password, 'the storage');
    },
  },
  {
    id: 'SECRETS-022',
    title: 'the same text sealed twice looks different',
    clauses: ['S3'],
    run: async (world) => {
      const { secrets } = world.createDevice().ports;
      const texts = [await sealed(world, secrets), await sealed(world, secrets), await sealed(world, secrets)];
      equal(new Set(texts).size, 3, 'different texts');
    },
  },
  {
    id: 'SECRETS-023',
    title: 'another context opens nothing, however alike',
    clauses: ['S3'],
    run: async (world) => {
      const { secrets } = world.createDevice().ports;
      const text = await sealed(world, secrets);
      for (const context of ['contract/2', 'contract/11', 'contract/', '', 'Contract/1', `${CONTEXT} `]) await checkClosed(world, secrets, text, { context });
      equal(await opened(world, secrets, text), PLAIN, 'the text');
    },
  },
  {
    id: 'SECRETS-024',
    title: 'another instance opens nothing, whatever it is called',
    clauses: ['S3', 'F10'],
    run: async (world) => {
      const { secrets } = world.createDevice().ports;
      const texts: (readonly [string, string])[] = [];
      for (const instance of INSTANCES) texts.push([instance, await sealed(world, secrets, `of ${instance}`, instance)]);
      for (const [owner, text] of texts)
        for (const instance of INSTANCES)
          if (instance === owner) equal(await opened(world, secrets, text, instance), `of ${owner}`, 'the text');
          else await checkClosed(world, secrets, text, { instance });
    },
  },
  {
    id: 'SECRETS-025',
    title: 'a damaged text opens nothing, least of all another plain text',
    clauses: ['S2', 'S3'],
    run: async (world) => {
      const { secrets } = world.createDevice().ports;
      const text = await sealed(world, secrets);
      await sealed(world, secrets, 'another one');
      await sealed(world, secrets, 'a third one');
      const places = Array.from({ length: 24 }, (_, at) => Math.floor((at * text.length) / 24));
      const changed = places.map((at) => text.slice(0, at) + (text.charAt(at) === 'A' ? 'B' : 'A') + text.slice(at + 1));
      const cut = [text.slice(0, -8), text.slice(8), text.slice(0, text.length / 2), '', 'v1.', 'null', 'A'.repeat(200), 'Žofie'];
      for (const damaged of [...changed, ...cut]) await checkClosed(world, secrets, damaged);
      // The last digits of base64 may mean nothing, so these may open; but to the same text or not at all.
      for (const damaged of [`${text}A`, text.slice(0, -1), `${text.slice(0, -1)}1`, `${text.slice(0, -1)}2`]) {
        const opening = await world.until(secrets.open(INSTANCE, damaged, CONTEXT));
        check(!opening.ok || opening.plain === PLAIN, 'a damaged text opened to another one');
      }
    },
  },
  {
    id: 'SECRETS-031',
    title: 'where nothing was ever sealed nothing opens: lost, and looking makes no key',
    clauses: ['S3'],
    run: async (world) => {
      const device = world.createDevice();
      const text = await sealed(world, world.createDevice().ports.secrets);
      const before = await device.storageDump();
      await checkClosed(world, device.ports.secrets, text, { reasons: ['lost'] });
      equal(await device.storageDump(), before, 'storage');
      equal(await opened(world, device.ports.secrets, await sealed(world, device.ports.secrets)), PLAIN, 'the text');
      await checkClosed(world, device.ports.secrets, text);
    },
  },
  {
    id: 'SECRETS-041',
    title: 'destroy: nothing sealed so far opens again, and what is sealed next does',
    clauses: ['R12'],
    run: async (world) => {
      const { secrets } = world.createDevice().ports;
      equal(await destroy(world, secrets), { ok: true }, 'destroy where nothing is');
      const texts = [await sealed(world, secrets), await sealed(world, secrets, 'x')];
      for (let times = 0; times < 2; times += 1) {
        equal(await destroy(world, secrets), { ok: true }, 'destroy');
        for (const text of texts) await checkClosed(world, secrets, text, { reasons: ['lost'] });
      }
      const text = await sealed(world, secrets, 'later');
      equal(await opened(world, secrets, text), 'later', 'a text sealed later');
      for (const old of texts) await checkClosed(world, secrets, old);
    },
  },
  {
    id: 'SECRETS-042',
    title: 'destroy ends one instance and no other',
    clauses: ['R12', 'F10'],
    run: async (world) => {
      const { secrets } = world.createDevice().ports;
      const texts: (readonly [string, string])[] = [];
      for (const instance of INSTANCES) texts.push([instance, await sealed(world, secrets, instance, instance)]);
      equal(await destroy(world, secrets), { ok: true }, 'destroy');
      for (const [instance, text] of texts)
        if (instance === INSTANCE) await checkClosed(world, secrets, text);
        else equal(await opened(world, secrets, text, instance), instance, 'the text of another instance');
    },
  },
  {
    id: 'SECRETS-051',
    title: 'after a restart secrets open, or are lost where the level is `memory`; destroyed ones stay so',
    clauses: ['S3', 'R12'],
    run: async (world) => {
      const device = world.createDevice();
      const gone = await sealed(world, device.ports.secrets, 'gone');
      await destroy(world, device.ports.secrets);
      const text = await sealed(world, device.ports.secrets);
      await device.restart();
      const { secrets } = device.ports;
      if (has(world, 'secrets.durable')) equal(await opened(world, secrets, text), PLAIN, 'the text');
      else await checkClosed(world, secrets, text, { reasons: ['lost'] });
      await checkClosed(world, secrets, gone);
      equal(await opened(world, secrets, await sealed(world, secrets)), PLAIN, 'a text sealed after the restart');
    },
  },
  {
    id: 'SECRETS-061',
    title: 'two windows open what either of them sealed, and one destroys for both',
    clauses: ['S3', 'S6', 'R12'],
    needs: ['secrets.shared'],
    run: async (world) => {
      const [one, other] = twoOn(world).map(({ ports }) => ports.secrets) as [SecretsPort, SecretsPort];
      const texts = [await sealed(world, one, 'by one'), await sealed(world, other, 'by other')];
      for (const secrets of [one, other]) equal([await opened(world, secrets, texts[0] ?? ''), await opened(world, secrets, texts[1] ?? '')], ['by one', 'by other'], 'the texts');
      await destroy(world, one);
      for (const secrets of [one, other]) for (const text of texts) await checkClosed(world, secrets, text);
      const later = await sealed(world, other, 'later');
      equal(await opened(world, one, later), 'later', 'a text sealed after the destruction');
    },
  },
  {
    id: 'SECRETS-062',
    title: 'what is sealed for the first time at the same moment opens, all of it',
    clauses: ['S3'],
    run: async (world) => {
      for (let round = 0; round < 5; round += 1) {
        const { secrets } = world.createDevice().ports;
        await sealAtOnce(world, [secrets, secrets, secrets, secrets], [secrets]);
      }
    },
  },
  {
    id: 'SECRETS-063',
    title: 'two devices open nothing of one another',
    clauses: ['S3'],
    run: async (world) => {
      const [one, other] = [world.createDevice().ports.secrets, world.createDevice().ports.secrets];
      const text = await sealed(world, one);
      await sealed(world, other);
      await checkClosed(world, other, text);
    },
  },
  {
    id: 'SECRETS-064',
    title: 'who seals for the first time at the same moment in two windows makes one key, where there can be two',
    clauses: ['S3', 'S6'],
    needs: ['secrets.shared', 'store.scope=origin|host'],
    run: async (world) => {
      for (let round = 0; round < 5; round += 1) {
        const [one, other] = twoOn(world).map(({ ports }) => ports.secrets) as [SecretsPort, SecretsPort];
        await sealAtOnce(world, [one, other, one, other], [one, other]);
      }
    },
  },
  {
    id: 'SECRETS-071',
    title: 'a storage that is broken: outcomes, no rejections, and once it is mended secrets open',
    clauses: ['O13', 'S2'],
    needs: ['faults.storage-broken'],
    run: async (world) => {
      const device = world.createDevice();
      const { secrets } = device.ports;
      const text = await sealed(world, secrets);
      await present(device.breakStorage, 'breakStorage')();
      const opening = await world.until(secrets.open(INSTANCE, text, CONTEXT));
      if (opening.ok) equal(opening.plain, PLAIN, 'the text');
      else checkFailure(opening.failure, REASONS);
      const sealing = await world.until(secrets.seal(INSTANCE, 'x', CONTEXT));
      if (!sealing.ok) checkFailure(sealing.failure, REASONS);
      await present(device.mendStorage, 'mendStorage')();
      equal(await opened(world, secrets, text), PLAIN, 'the text after mending');
      if (sealing.ok) equal(await opened(world, secrets, sealing.sealed), 'x', 'what was sealed meanwhile');
    },
  },
];

async function sealed(world: World, secrets: SecretsPort, plain: string = PLAIN, instance: string = INSTANCE): Promise<string> {
  const sealing = await world.until(secrets.seal(instance, plain, CONTEXT));
  if (!sealing.ok) throw new CaseFailure(`not sealed: ${sealing.failure.reason}, ${sealing.failure.cause}`);
  return sealing.sealed;
}

async function opened(world: World, secrets: SecretsPort, text: string, instance: string = INSTANCE): Promise<string> {
  const opening = await world.until(secrets.open(instance, text, CONTEXT));
  if (!opening.ok) throw new CaseFailure(`not opened: ${opening.failure.reason}, ${opening.failure.cause}`);
  return opening.plain;
}

async function sealAtOnce(world: World, sealers: readonly SecretsPort[], openers: readonly SecretsPort[]): Promise<void> {
  const sealings = await world.until(Promise.all(sealers.map((secrets, at) => secrets.seal(INSTANCE, `plain ${at}`, CONTEXT))));
  for (const [at, sealing] of sealings.entries()) {
    if (!sealing.ok) throw new CaseFailure(`not sealed: ${sealing.failure.reason}, ${sealing.failure.cause}`);
    for (const secrets of openers) equal(await opened(world, secrets, sealing.sealed), `plain ${at}`, 'the text');
  }
}

function destroy(world: World, secrets: SecretsPort): ReturnType<SecretsPort['destroy']> {
  return world.until(secrets.destroy(INSTANCE));
}

interface Closed {
  readonly instance?: string;
  readonly context?: string;
  readonly reasons?: readonly SecretFailure['reason'][];
}

async function checkClosed(world: World, secrets: SecretsPort, text: string, closed: Closed = {}): Promise<void> {
  const opening = await world.until(secrets.open(closed.instance ?? INSTANCE, text, closed.context ?? CONTEXT));
  check(!opening.ok, `what must stay closed opened, ${JSON.stringify(closed)}`);
  checkFailure(opening.failure, closed.reasons ?? REASONS);
}
