import { describe, expect, test } from 'vitest';
import { parseCloudId } from '../../src/input/cloud-id.js';
import type { Ports } from '../../src/driver/ports.js';
import { ACCOUNT_PASSWORD, ASKS_PROVIDER, quiet, rig, settled, type Rig, type RigOptions } from './rig.js';

const ALICE = { cloudId: 'ACME', username: 'alice', password: 'pw1' };
const BOB = { ...ALICE, username: 'bob' };
const FAILED = { ok: false, failure: { reason: 'locked', cause: 'EBUSY' } } as const;

function refused(code: string): { ok: false; problem: { code: string } } {
  return { ok: false, problem: { code } };
}

async function signedIn(setup?: RigOptions): Promise<Rig> {
  const app = rig(setup);
  expect(await settled(app.provisioner.provision(ALICE))).toMatchObject({ ok: true });
  return app;
}

describe('a submit', () => {
  test('I2: a cloud ID that is none is refused, and nobody is asked', async () => {
    const app = rig();
    expect(await settled(app.provisioner.provision({ ...ALICE, cloudId: 'A B' }))).toMatchObject(refused('input.cloud-id-malformed'));
    expect(app.urls).toEqual([]);
    expect(app.provisioner.getSnapshot().phase).toBe('empty');
  });

  test('I2: one that was read before is taken as it is', async () => {
    const app = rig();
    const cloudId = parseCloudId('acme*');
    if (!cloudId.ok) throw new Error('refused');
    expect(await settled(app.provisioner.provision({ ...ALICE, cloudId: cloudId.value }))).toMatchObject({ ok: true });
    expect(app.provisioner.getSnapshot().identity?.cloudId).toBe('acme*');
    expect(app.urls[0]).toBe('https://portal.example/v1/apps/ACME/editable/provisioning');
  });

  test('O13: secrets that cannot be sealed are not saved in the clear, and a retry repeats only the save', async () => {
    let sealable = false;
    const app = rig({ replace: (ports: Ports) => ({ ...ports, secrets: { ...ports.secrets, seal: (...args) => (sealable ? ports.secrets.seal(...args) : Promise.resolve(FAILED)) } }) });
    expect(await settled(app.provisioner.provision(ALICE))).toMatchObject(refused('storage.locked'));
    expect(app.disk.generations).toEqual([]);
    const asked = app.urls.length;
    sealable = true;
    expect(await settled(app.provisioner.retry())).toMatchObject({ ok: true });
    expect(app.urls).toHaveLength(asked);
    expect(app.disk.generations).toHaveLength(1);
  });

  test('F8: nothing to try again', async () => {
    const app = await signedIn();
    expect(await settled(app.provisioner.retry())).toMatchObject(refused('run.busy'));
    expect(app.disk.generations).toHaveLength(1);
  });
});

describe('a sign-out', () => {
  test.each(['destroy', 'forget'] as const)('O13, R12: what could not be removed (%s) is said, and nobody is signed in any more', async (part) => {
    const replace = (ports: Ports): Ports =>
      part === 'destroy' ? { ...ports, secrets: { ...ports.secrets, destroy: () => Promise.resolve(FAILED) } } : { ...ports, store: { ...ports.store, forget: () => Promise.resolve(FAILED) } };
    const app = await signedIn({ replace });
    expect(await settled(app.provisioner.signOut())).toMatchObject(refused('storage.locked'));
    expect(app.provisioner.getSnapshot()).toMatchObject({ phase: 'empty', problem: { code: 'storage.locked' } });
    expect(app.provisioner.getSnapshot()).not.toHaveProperty('profile');
  });

  test('R12: what the store still holds goes even where the key could not be destroyed', async () => {
    const app = await signedIn({ replace: (ports) => ({ ...ports, secrets: { ...ports.secrets, destroy: () => Promise.resolve(FAILED) } }) });
    await settled(app.provisioner.signOut());
    expect(app.disk.generations.map(({ text }) => text).join()).not.toContain(ACCOUNT_PASSWORD);
    expect(app.disk.generations).toHaveLength(1);
  });

  test('F8: somebody who signs in again before it began takes its place', async () => {
    const app = await signedIn();
    const commit = app.hold('commit');
    const bob = app.provisioner.provision(BOB);
    await quiet();
    const out = app.provisioner.signOut();
    const again = app.provisioner.provision(ALICE);
    expect(await settled(out)).toMatchObject(refused('run.busy'));
    commit();
    expect(await settled(bob)).toMatchObject({ ok: true });
    expect(await settled(again)).toMatchObject({ ok: true });
    expect(app.provisioner.getSnapshot().identity?.username).toBe('alice');
  });
});

describe('what is shown', () => {
  test('M10: before anybody signed in nothing is known of any path', () => {
    expect(rig().provisioner.explain('account.title')).toEqual({ found: false, path: 'account.title', suggestions: [] });
  });

  test('S3: only a secret is opened; text is text, and a subtree has no one value', async () => {
    const account = `<account><title>A</title><username>1</username><password>${ACCOUNT_PASSWORD}</password><host>h.example</host><rewriting><rule match="0"/></rewriting></account>`;
    const { provisioner } = await signedIn({ documents: { account } });
    expect(['password', 'title', 'rewriting', 'nowhere'].map((name) => provisioner.reveal(`account.${name}`))).toEqual([ACCOUNT_PASSWORD, 'A', undefined, undefined]);
    expect(rig().provisioner.reveal('account.password')).toBeUndefined();
  });

  test('F7: what arrives is shown while it arrives, and nothing of what was aborted', async () => {
    const told: ((received: number, total?: number) => void)[] = [];
    const app = rig({
      replace: (ports) => ({
        ...ports,
        http: {
          ...ports.http,
          send(request, limits, onProgress) {
            if (onProgress !== undefined) told.push(onProgress);
            return ports.http.send(request, limits, onProgress);
          },
        },
      }),
    });
    app.hold('provisioning');
    const run = app.provisioner.provision(ALICE);
    await quiet();
    told[0]?.(300, 1_000);
    expect(app.provisioner.getSnapshot().steps.provisioning).toMatchObject({ received: 300, total: 1_000 });
    app.provisioner.cancel();
    await settled(run);
    const before = app.provisioner.getSnapshot();
    told[0]?.(900, 1_000);
    expect(app.provisioner.getSnapshot()).toBe(before);
  });

  test('F7: what a listener threw is told, also where it is no error', async () => {
    const told: unknown[] = [];
    const app = rig({ options: { onListenerError: (error) => told.push(error) } });
    const stop = app.provisioner.subscribe(() => {
      throw 'just a word'; // eslint-disable-line @typescript-eslint/only-throw-error
    });
    await settled(app.provisioner.provision(ALICE));
    expect(new Set(told)).toEqual(new Set(['just a word']));
    stop();
    told.length = 0;
    await settled(app.provisioner.signOut());
    expect(told).toEqual([]);
  });
});

describe('redirects', () => {
  const redirecting = (redirects: 'refused' | 'controlled', outcome: Awaited<ReturnType<Ports['http']['send']>['outcome']>): Rig =>
    rig({ documents: { provisioning: ASKS_PROVIDER }, replace: (ports) => ({ ...ports, http: { ...ports.http, redirects, send: (request) => { app.urls.push(request.url); return { abort: () => undefined, outcome: Promise.resolve(outcome) }; } } as Ports['http'] }) });
  let app: Rig;

  test('O11, W11: one that the platform refused and hides ends the run', async () => {
    app = redirecting('refused', { ok: false, failure: { reason: 'redirect', cause: 'opaqueredirect', sent: true } });
    expect(await settled(app.provisioner.provision(ALICE))).toMatchObject({ ok: false, problem: { code: 'redirect.refused', details: { origin: 'https://portal.example' } } });
    expect(app.provisioner.getSnapshot().outcome).toBe('O11');
  });

  test('W11: a platform that follows none is not made to', async () => {
    app = redirecting('refused', { ok: true, answer: { status: 302, headers: [['location', '/moved']], body: new Uint8Array(), url: 'https://portal.example/v1/apps/ACME/live/provisioning' } });
    expect(await settled(app.provisioner.provision(ALICE))).toMatchObject(refused('answer.unexpected-status'));
    expect(app.urls).toHaveLength(2);
  });
});
