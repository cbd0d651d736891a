import type { SecretsPort } from '@firstring/core/driver';
import { createVirtualKeystore, createVirtualSecrets, type VirtualKeystore } from '../../src/world/virtual-secrets.js';
import type { Sin } from './sin.js';

const sealing = (change: (plain: string) => string): Sin<'secrets'>[2] => (secrets) => ({
  ...secrets,
  seal: (instance, plain, context) => secrets.seal(instance, change(plain), context),
});

const within = (change: (instance: string, context: string) => readonly [string, string]): Sin<'secrets'>[2] => (secrets) => ({
  ...secrets,
  seal: (instance, plain, context) => {
    const [own, bound] = change(instance, context);
    return secrets.seal(own, plain, bound);
  },
  open: (instance, sealed, context) => {
    const [own, bound] = change(instance, context);
    return secrets.open(own, sealed, bound);
  },
  destroy: (instance) => secrets.destroy(change(instance, '')[0]),
});

const LOST = { ok: false, failure: { reason: 'lost', cause: 'ENOENT' } } as const;

export const SECRETS_SINS: readonly Sin<'secrets'>[] = [
  ['calls itself `memory`', ['SECRETS-001'], (secrets) => ({ ...secrets, level: 'memory' })],
  ['calls itself something else', ['SECRETS-001'], (secrets) => ({ ...secrets, level: 'vault' as SecretsPort['level'] })],
  ['drops what is not ASCII', ['SECRETS-011', 'SECRETS-015', 'SECRETS-017', 'SECRETS-014', 'SECRETS-023', 'SECRETS-024', 'SECRETS-031', 'SECRETS-042', 'SECRETS-051', 'SECRETS-071'], sealing((plain) => plain.replace(/[^\x00-\x7f]/g, '?'))],
  ['seals no empty text', ['SECRETS-012', 'SECRETS-042'], (secrets) => ({ ...secrets, seal: (instance, plain, context) => (plain === '' ? Promise.resolve({ ok: false, failure: { reason: 'failed', cause: 'EEMPTY' } }) : secrets.seal(instance, plain, context)) })],
  ['trims texts', ['SECRETS-013', 'SECRETS-014', 'SECRETS-024'], sealing((plain) => plain.trim())],
  ['ends texts at a zero', ['SECRETS-014'], sealing((plain) => plain.split('\u0000')[0] ?? '')],
  ['normalises texts', ['SECRETS-015'], sealing((plain) => plain.normalize('NFC'))],
  ['cuts long texts', ['SECRETS-016', 'SECRETS-017'], sealing((plain) => plain.slice(0, 4_096))],
  ['opens once', ['SECRETS-011', 'SECRETS-012', 'SECRETS-013', 'SECRETS-014', 'SECRETS-015', 'SECRETS-016', 'SECRETS-017', 'SECRETS-061', 'SECRETS-064', 'SECRETS-071'], (secrets, { own }) => ({ ...secrets, open: async (instance, sealed, context) => {
    const opening = await secrets.open(instance, sealed, context);
    if (opening.ok) own.keystore.entries = own.keystore.entries.filter(({ ticket }) => ticket !== sealed);
    return opening;
  } })],
  ['encodes instead of sealing', ['SECRETS-021', 'SECRETS-025'], (secrets) => ({
    ...secrets,
    seal: async (instance, plain, context) => {
      const sealed = await secrets.seal(instance, plain, context);
      return sealed.ok ? { ok: true, sealed: `${sealed.sealed}.${Buffer.from(plain).toString('hex')}` } : sealed;
    },
    open: (instance, sealed, context) => (/^ticket:[0-9a-f]{32}\.[0-9a-f]*$/.test(sealed) ? secrets.open(instance, sealed.split('.')[0] ?? '', context) : secrets.open(instance, `${sealed}?`, context)),
  })],
  ['leaves the text beside the seal', ['SECRETS-021'], (secrets, { own }) => ({ ...secrets, seal: (instance, plain, context) => {
    if (plain.startsWith('canary')) own.disk.instances = [...own.disk.instances.filter(([name]) => name !== 'log'), ['log', [{ number: 1, text: Buffer.from(plain).toString('base64') }]]];
    return secrets.seal(instance, plain, context);
  } })],
  ['seals equal texts equally', ['SECRETS-022'], (secrets) => {
    const known = new Map<string, string>();
    return {
      ...secrets,
      seal: async (instance, plain, context) => {
        const key = JSON.stringify([instance, plain, context]);
        const before = known.get(key);
        if (before !== undefined && (await secrets.open(instance, before, context)).ok) return { ok: true, sealed: before };
        const sealed = await secrets.seal(instance, plain, context);
        if (sealed.ok) known.set(key, sealed.sealed);
        return sealed;
      },
    };
  }],
  ['knows no context', ['SECRETS-023'], within((instance) => [instance, ''])],
  ['compares the beginning of a context', ['SECRETS-023'], within((instance, context) => [instance, context.slice(0, 10)])],
  ['trims a context', ['SECRETS-023'], within((instance, context) => [instance, context.trim()])],
  ['has one key for every instance', ['SECRETS-024', 'SECRETS-042'], within((_instance, context) => ['', context])],
  ['makes no difference between small and capital letters', ['SECRETS-024', 'SECRETS-042'], within((instance, context) => [instance.toLowerCase(), context])],
  ['cuts long names', ['SECRETS-024'], within((instance, context) => [instance.slice(0, 255), context])],
  ['keeps keys as members of an object', ['SECRETS-024', 'SECRETS-042'], (secrets) => {
    const keys: { readonly [name: string]: unknown } = {};
    return { ...secrets, open: (instance, sealed, context) => (keys[instance] === undefined ? secrets.open(instance, sealed, context) : Promise.resolve(LOST)) };
  }],
  ['does not see damage', ['SECRETS-025'], (secrets, { own }) => ({ ...secrets, open: (instance, sealed, context) => {
    const alike = own.keystore.entries.find((entry) => entry.ticket.slice(0, 20) === sealed.slice(0, 20));
    return secrets.open(instance, alike?.ticket ?? sealed, context);
  } })],
  ['opens another text where a letter is wrong', ['SECRETS-025'], (secrets, { own }) => ({ ...secrets, open: async (instance, sealed, context) => {
    const opening = await secrets.open(instance, sealed, context);
    const other = own.keystore.entries.find((entry) => entry.instance === instance && entry.plain === 'another one');
    return !opening.ok && other !== undefined && sealed.startsWith('ticket:') && sealed.length > 35 ? { ok: true, plain: other.plain } : opening;
  } })],
  ['throws at what is no seal', ['SECRETS-025'], (secrets) => ({ ...secrets, open: (instance, sealed, context) => (sealed.startsWith('ticket:') ? secrets.open(instance, sealed, context) : Promise.reject(new SyntaxError('no seal'))) })],
  ['says `failed` where there is no key', ['SECRETS-031', 'SECRETS-041'], (secrets) => ({ ...secrets, open: async (...given) => {
    const opening = await secrets.open(...given);
    return opening.ok ? opening : { ok: false, failure: { ...opening.failure, reason: 'failed' } };
  } })],
  ['makes a key while opening', ['SECRETS-031'], (secrets, { own }) => ({ ...secrets, open: (instance, sealed, context) => {
    if (!own.keystore.entries.some((entry) => entry.instance === instance)) own.disk.instances = [...own.disk.instances, ['key', [{ number: 1, text: 'key' }]]];
    return secrets.open(instance, sealed, context);
  } })],
  ['destroys nothing', ['SECRETS-041', 'SECRETS-042', 'SECRETS-051', 'SECRETS-061'], (secrets) => ({ ...secrets, destroy: () => Promise.resolve({ ok: true }) })],
  ['destroys in memory, not in the keystore', ['SECRETS-051', 'SECRETS-061'], (secrets) => {
    const gone = new Set<string>();
    const alive = new Set<string>();
    return {
      ...secrets,
      seal: async (instance, plain, context) => {
        const sealed = await secrets.seal(instance, plain, context);
        if (sealed.ok) alive.add(`${instance}\n${sealed.sealed}`);
        return sealed;
      },
      open: (instance, sealed, context) => (gone.has(`${instance}\n${sealed}`) ? Promise.resolve(LOST) : secrets.open(instance, sealed, context)),
      destroy: (instance) => {
        for (const one of alive) if (one.startsWith(`${instance}\n`)) gone.add(one);
        return Promise.resolve({ ok: true });
      },
    };
  }],
  ['cannot destroy twice', ['SECRETS-041'], (secrets, { own }) => ({ ...secrets, destroy: (instance) => (own.keystore.entries.some((entry) => entry.instance === instance) ? secrets.destroy(instance) : Promise.resolve({ ok: false, failure: { reason: 'failed', cause: 'ENOENT' } })) })],
  ['seals nothing after a destruction', ['SECRETS-041', 'SECRETS-051'], (secrets, { own }) => {
    const gone = new WeakSet<object>();
    return {
      ...secrets,
      seal: (instance, plain, context) => (gone.has(own) ? Promise.resolve({ ok: false, failure: { reason: 'lost', cause: 'ENOENT' } }) : secrets.seal(instance, plain, context)),
      destroy: (instance) => {
        gone.add(own);
        return secrets.destroy(instance);
      },
    };
  }],
  ['destroys every instance', ['SECRETS-042'], (secrets, { own }) => ({ ...secrets, destroy: (instance) => {
    own.keystore.entries = [];
    return secrets.destroy(instance);
  } })],
  ['lives as long as the app', ['SECRETS-051', 'SECRETS-061', 'SECRETS-064'], (_secrets, { work, random }) => createVirtualSecrets(createVirtualKeystore(), work, random, 'keystore')],
  ['lets the last of two first keys win', ['SECRETS-064'], (secrets, { own, work, world }) => {
    const keys = (world.get('keys') as Map<unknown, string> | undefined) ?? new Map<unknown, string>();
    world.set('keys', keys);
    const name = `key ${Math.random()}`;
    return {
      ...secrets,
      seal: async (instance, plain, context) => {
        const key = keys.get(own) ?? name;
        const sealed = await work.after(1, () => secrets.seal(instance, plain, context));
        keys.set(own, key);
        return sealed.ok ? { ok: true, sealed: `${sealed.sealed}${key}` } : sealed;
      },
      open: (instance, sealed, context) => {
        const at = sealed.indexOf('key ');
        return sealed.slice(at) === (keys.get(own) ?? 'no key') ? secrets.open(instance, sealed.slice(0, at), context) : Promise.resolve(LOST);
      },
    };
  }],
  ['makes a key for every first seal', ['SECRETS-062', 'SECRETS-064'], (secrets, { own, work, world }) => {
    const keys = (world.get('keys') as Map<unknown, number> | undefined) ?? new Map<unknown, number>();
    world.set('keys', keys);
    let made = 0;
    return {
      ...secrets,
      seal: async (instance, plain, context) => {
        made += 1;
        const key = keys.get(own) ?? made;
        const sealed = await work.after(1, () => secrets.seal(instance, plain, context));
        keys.set(own, key);
        return sealed.ok ? { ok: true, sealed: `${sealed.sealed}key ${key}` } : sealed;
      },
      open: (instance, sealed, context) => {
        const at = sealed.indexOf('key ');
        return sealed.slice(at) === `key ${String(keys.get(own))}` ? secrets.open(instance, sealed.slice(0, at), context) : Promise.resolve(LOST);
      },
    };
  }],
  ['has one keystore for every device', ['SECRETS-031', 'SECRETS-063'], (_secrets, { work, random, world }) => {
    const keystore = (world.get('keystore') as VirtualKeystore | undefined) ?? createVirtualKeystore();
    world.set('keystore', keystore);
    return createVirtualSecrets(keystore, work, random, 'keystore');
  }],
  ['rejects where the storage is broken', ['SECRETS-071'], (secrets, { own }) => ({ ...secrets, seal: (...given) => (own.disk.broken ? Promise.reject(new Error('broken')) : secrets.seal(...given)) })],
  ['opens to something else where the storage is broken', ['SECRETS-071'], (secrets, { own }) => ({ ...secrets, open: (...given) => (own.disk.broken ? Promise.resolve({ ok: true, plain: '' }) : secrets.open(...given)) })],
  ['gives a sentence for a cause', ['SECRETS-023', 'SECRETS-024', 'SECRETS-025', 'SECRETS-031', 'SECRETS-041', 'SECRETS-042', 'SECRETS-051', 'SECRETS-061', 'SECRETS-063'], (secrets) => ({ ...secrets, open: async (...given) => {
    const opening = await secrets.open(...given);
    return opening.ok ? opening : { ok: false, failure: { ...opening.failure, cause: 'the key of contract is gone' } };
  } })],
];
