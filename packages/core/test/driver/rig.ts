import { setImmediate as turn } from 'node:timers/promises';
import { createProvisioner, followRedirect, preload } from '../../src/driver/index.js';
import type { HttpLimits, Ports, StoreCommit, StoreLoad, StoredGeneration } from '../../src/driver/ports.js';
import type { Provisioner, ProvisionerOptions } from '../../src/driver/provisioner.js';
import { createXmlPort } from '../../src/xml/index.js';

/** Where a port can be held: the loading, committing and forgetting of the store, and the answer to a document's request. */
export type Gate = 'load' | 'commit' | 'forget' | DocumentKey;
export type DocumentKey = 'provisioning' | 'theme' | 'account';

/** What survives a restart: two rigs of one disk are one app before and after it. */
export interface Disk {
  generations: StoredGeneration[];
  /** What the app remembers beside them. */
  book?: StoredGeneration | undefined;
}

export interface RigOptions {
  readonly disk?: Disk;
  /** Differs for each rig of one disk, so that ids of two processes never meet. */
  readonly seed?: number;
  readonly documents?: Partial<Readonly<Record<DocumentKey, string>>>;
  readonly secretsLost?: boolean;
  readonly storeLocked?: boolean;
  readonly options?: Pick<ProvisionerOptions, 'overlap' | 'onListenerError' | 'recorder' | 'trial'>;
  /** Replaces ports by broken or peculiar ones. */
  readonly replace?: (ports: Ports) => Ports;
}

/** A provisioner on ports in memory, each of which can be held at a gate. */
export interface Rig {
  readonly provisioner: Provisioner;
  readonly disk: Disk;
  /** Every URL that was asked, and the limits it was asked with. */
  readonly urls: string[];
  readonly limits: HttpLimits[];
  /** What the servers answer. */
  readonly documents: Record<DocumentKey, string>;
  online: boolean;
  storeLocked: boolean;
  now: number;
  /** Holds a port at a gate until the returned function is called. */
  readonly hold: (gate: Gate) => () => void;
}

/** A portal document that sends username and password to the provider. */
export const ASKS_PROVIDER =
  '<p><prefKeys/><InitialProvisioningUrl>https://prov.example/a?u=%username%&amp;p=%password%</InitialProvisioningUrl></p>';

/** A portal document whose own defaults make the account (D5a). */
export const FILLS_ACCOUNT =
  '<p><prefKeys/><account><username>%username%</username><password>%password%</password><host>h.example</host></account></p>';

export const ACCOUNT_PASSWORD = 'sip-secret';

const THEME = JSON.stringify({
  name: 'A',
  colours: { light: { primary: '#000000' }, dark: {} },
  fonts: {},
  images: {},
  critical: { background: '#ffffff', primary: '#000000', text: '#000000' },
});

const ACCOUNT = `<account><title>A</title><username>1</username><password>${ACCOUNT_PASSWORD}</password><host>h.example</host></account>`;

/** More turns of the event loop than any run on these ports takes. */
const TURNS = 30;

export async function quiet(): Promise<void> {
  await preload(); // reading a file takes more turns
  for (let turns = 0; turns < TURNS; turns += 1) await turn();
}

/** What a promise settled with once nothing moves any more; `pending` where it did not. */
export async function settled<T>(promise: Promise<T>): Promise<T | 'pending'> {
  const still = quiet();
  const seen = await Promise.race([promise, still.then(() => 'pending' as const)]);
  await still;
  return seen;
}

export function rig(setup: RigOptions = {}): Rig {
  const { disk = { generations: [] }, seed = 0, documents, secretsLost = false, storeLocked = false, options, replace } = setup;
  const gates = new Map<Gate, Promise<void>>();
  const pass = async (gate: Gate): Promise<void> => gates.get(gate);
  let drawn = seed;

  const world: Omit<Rig, 'provisioner'> = {
    disk,
    urls: [],
    limits: [],
    documents: { provisioning: ASKS_PROVIDER, theme: THEME, account: ACCOUNT, ...documents },
    online: true,
    storeLocked,
    now: 1_000_000,
    hold(gate) {
      let open = (): void => undefined;
      gates.set(gate, new Promise((resolve) => {
        open = resolve;
      }));
      return () => {
        gates.delete(gate);
        open();
      };
    },
  };

  const ports: Ports = {
    http: {
      redirects: 'controlled',
      redirectRule: followRedirect,
      bodyCap: 'streamed',
      failures: 'told',
      resends: false,
      send({ url }, limits) {
        world.urls.push(url);
        world.limits.push(limits);
        const key = documentAt(url);
        return {
          abort: () => undefined,
          outcome: pass(key).then(() => ({
            ok: true,
            answer: { status: 200, headers: [], body: new TextEncoder().encode(world.documents[key]), url },
          })),
        };
      },
    },
    xml: createXmlPort(),
    store: {
      durable: true,
      scope: 'process',
      async load(instance): Promise<StoreLoad> {
        if (instance.endsWith('#book')) return { ok: true, generations: disk.book === undefined ? [] : [disk.book] };
        await pass('load');
        if (world.storeLocked) return { ok: false, failure: { reason: 'locked', cause: 'EBUSY' } };
        return { ok: true, generations: [...disk.generations] };
      },
      async commit(instance, next, expected): Promise<StoreCommit> {
        if (instance.endsWith('#book')) {
          if (disk.book?.number !== expected) return { ok: false, conflict: true };
          disk.book = next;
          return { ok: true };
        }
        await pass('commit');
        if (disk.generations[0]?.number !== expected) return { ok: false, conflict: true };
        disk.generations = [next, ...disk.generations].slice(0, 2);
        return { ok: true };
      },
      async forget() {
        await pass('forget');
        disk.generations = disk.generations.slice(0, 1);
        return { ok: true };
      },
    },
    secrets: {
      level: 'memory',
      seal: (_instance, plain) => Promise.resolve({ ok: true, sealed: plain }),
      open: (_instance, sealed) =>
        Promise.resolve(secretsLost ? { ok: false, failure: { reason: 'lost', cause: 'no key' } } : { ok: true, plain: sealed }),
      destroy: () => Promise.resolve({ ok: true }),
    },
    host: {
      now: () => world.now,
      entropy(bytes) {
        drawn += 1;
        return drawn.toString(16).padStart(bytes * 2, '0');
      },
      timer: () => () => undefined, // no test here waits for a deadline
      online: () => world.online,
      listen: () => () => undefined,
      exclusively: (_name, _waitMs, work) => work(),
      facts: { platform: 'test', platformVersion: '1', locale: 'en', device: 'd', cpu: 'c' },
    },
  };

  const provisioner = createProvisioner({
    app: { name: 'T', version: '1' },
    portal: 'https://portal.example',
    ports: replace?.(ports) ?? ports,
    ...options,
  });
  return Object.assign(world, { provisioner });
}

function documentAt(url: string): DocumentKey {
  if (url.endsWith('/provisioning')) return 'provisioning';
  return url.endsWith('/theme') ? 'theme' : 'account';
}
