import { describe, expect, test } from 'vitest';
import { decodeGeneration } from '../../src/store/text.js';
import { ACCOUNT_PASSWORD, ASKS_PROVIDER, FILLS_ACCOUNT, quiet, rig, settled, type Disk, type Rig } from './rig.js';

const ALICE = { cloudId: 'ACME', username: 'alice', password: 'pw1' };
const BOB = { ...ALICE, username: 'bob' };
const NEW_PASSWORD = { ...ALICE, password: 'pw2' };

const OK = { ok: true };
const CANCELLED = refused('run.cancelled');
const REPLACED = refused('run.replaced');

function refused(code: string): { ok: false; problem: { code: string } } {
  return { ok: false, problem: { code } };
}

async function signedIn(setup?: Parameters<typeof rig>[0]): Promise<Rig> {
  const app = rig(setup);
  expect(await settled(app.provisioner.provision(ALICE))).toMatchObject(OK);
  return app;
}

/** The same disk under the next process. */
function restarted({ disk }: Rig, setup: Parameters<typeof rig>[0] = {}): Rig {
  return rig({ seed: 1000, ...setup, disk });
}

function toProvider({ urls }: Rig): string[] {
  return urls.filter((url) => url.startsWith('https://prov.example/'));
}

function onDisk(disk: Disk): string {
  return disk.generations.map(({ text }) => text).join('\n');
}

function accountNames({ provisioner }: Rig): string[] | undefined {
  return provisioner.getSnapshot().profile?.account.map(([name]) => name);
}

describe('one run at a time', () => {
  test('F6: a sign-in ends with a saved profile in use', async () => {
    const { provisioner, disk } = await signedIn();
    expect(provisioner.getSnapshot()).toMatchObject({ phase: 'ready', identity: { cloudId: 'ACME', username: 'alice' } });
    expect(provisioner.reveal('account.password')).toBe(ACCOUNT_PASSWORD);
    expect(disk.generations).toHaveLength(1);
  });

  test('F8: the same input twice before the store was read is one run', async () => {
    const app = rig();
    const first = app.provisioner.provision(ALICE);
    const second = app.provisioner.provision(ALICE);
    expect(await settled(first)).toMatchObject(OK);
    expect(await settled(second)).toMatchObject(OK);
    expect(app.urls).toHaveLength(3);
  });

  test('F8: a second submit joins a run that began before the store gave back an equal password', async () => {
    const app = restarted(await signedIn());
    const first = app.provisioner.provision(ALICE);
    const answer = app.hold('account');
    await quiet();
    const second = app.provisioner.provision(ALICE);
    await quiet();
    expect(toProvider(app)).toHaveLength(1);
    answer();
    expect(await settled(first)).toMatchObject(OK);
    expect(await settled(second)).toMatchObject(OK);
  });

  test('F8: cancelled before the store was read, a sign-in asks nobody', async () => {
    const { provisioner, urls } = rig();
    const run = provisioner.provision(ALICE);
    provisioner.cancel();
    expect(await settled(run)).toMatchObject(CANCELLED);
    expect(urls).toEqual([]);
  });

  test('F8: a run that was saved is told so, even when the one waiting behind it fails at once', async () => {
    const app = rig();
    const commit = app.hold('commit');
    const alice = app.provisioner.provision(ALICE);
    await quiet();
    const bob = app.provisioner.provision(BOB);
    app.online = false;
    commit();
    expect(await settled(alice)).toMatchObject(OK);
    expect(await settled(bob)).toMatchObject(refused('network.offline'));
    expect(app.provisioner.getSnapshot()).toMatchObject({ phase: 'ready', identity: { username: 'alice' } });
  });

  test('F8: input submitted again while it is being saved replaces what waits behind it', async () => {
    const app = rig();
    const commit = app.hold('commit');
    const first = app.provisioner.provision(ALICE);
    await quiet();
    const bob = app.provisioner.provision(BOB);
    const again = app.provisioner.provision(ALICE);
    commit();
    expect(await settled(again)).toMatchObject(OK);
    expect(await settled(first)).toMatchObject(OK);
    expect(await settled(bob)).toMatchObject(REPLACED);
    expect(app.provisioner.getSnapshot().identity?.username).toBe('alice');
  });

  test('F7: progress stays where it was when a run is cancelled', async () => {
    const { provisioner, hold } = rig();
    hold('account');
    const run = provisioner.provision(ALICE);
    await quiet();
    const before = provisioner.getSnapshot().progress;
    const seen: number[] = [];
    provisioner.subscribe(() => seen.push(provisioner.getSnapshot().progress));
    provisioner.cancel();
    expect(before).toBeGreaterThan(0);
    expect(seen).toEqual([before]);
    expect(await settled(run)).toMatchObject(CANCELLED);
  });

  test('F3: when step 3 cannot be filled, the overlapping step 4 is not sent', async () => {
    const app = rig({
      options: { overlap: true },
      documents: {
        provisioning: ASKS_PROVIDER.replace(
          '<prefKeys/>',
          '<prefKeys/><initialGlobalProvisioningUrl>https://prov.example/g?%bogus(%password%)%</initialGlobalProvisioningUrl>',
        ),
      },
    });
    expect(await settled(app.provisioner.provision(ALICE))).toMatchObject(refused('template.bad-function'));
    expect(app.urls).toHaveLength(2);
    expect(toProvider(app)).toEqual([]);
  });

  test('F9: a clock set back during a redirect does not lengthen the deadline', async () => {
    const app = rig({
      replace: (ports) => ({
        ...ports,
        http: {
          ...ports.http,
          send(request, limits) {
            const sending = ports.http.send(request, limits);
            if (app.urls.length > 1) return sending;
            app.now -= 3_600_000;
            const answer = { status: 302, headers: [['location', '/x/provisioning']], body: new Uint8Array(), url: request.url } as const;
            return { ...sending, outcome: Promise.resolve({ ok: true, answer }) };
          },
        },
      }),
    });
    app.hold('provisioning');
    await app.provisioner.restored();
    void app.provisioner.provision(ALICE);
    await quiet();
    expect(app.urls).toContain('https://portal.example/x/provisioning');
    expect(app.limits.map(({ deadlineMs }) => deadlineMs)).toEqual([30_000, 30_000, 30_000]);
  });
});

describe('signing out', () => {
  test('R12: a sign-in queued behind a sign-out keeps its password', async () => {
    const app = await signedIn();
    const commit = app.hold('commit');
    void app.provisioner.signOut();
    const again = app.provisioner.provision(NEW_PASSWORD);
    commit();
    expect(await settled(again)).toMatchObject(OK);
    expect(toProvider(app).at(-1)).toBe('https://prov.example/a?u=alice&p=pw2');
  });

  test('R12: a sign-out queued behind a save, then a sign-in: the last wish wins, with its password', async () => {
    const app = rig();
    const commit = app.hold('commit');
    const first = app.provisioner.provision(ALICE);
    await settled(first);
    void app.provisioner.signOut();
    const next = app.provisioner.provision(NEW_PASSWORD);
    commit();
    expect(await settled(first)).toMatchObject(OK);
    expect(await settled(next)).toMatchObject(OK);
    expect(toProvider(app).at(-1)).toContain('pw2');
  });

  test('R12: a sign-in queued behind a sign-out fills its password into the account (D5a)', async () => {
    const { provisioner, hold } = await signedIn({ documents: { provisioning: FILLS_ACCOUNT } });
    expect(provisioner.reveal('account.password')).toBe('pw1');
    const commit = hold('commit');
    void provisioner.signOut();
    const again = provisioner.provision(NEW_PASSWORD);
    commit();
    expect(await settled(again)).toMatchObject(OK);
    expect(provisioner.reveal('account.password')).toBe('pw2');
  });

  test('R12: a sign-out is told when it is done, not when the sign-in behind it is', async () => {
    const { provisioner, hold } = await signedIn();
    const forget = hold('forget');
    const out = provisioner.signOut();
    await quiet();
    const bob = provisioner.provision(BOB);
    const answer = hold('account');
    forget();
    expect(await settled(out)).toEqual(OK);
    expect(provisioner.getSnapshot().phase).toBe('running');
    answer();
    expect(await settled(bob)).toMatchObject(OK);
  });

  test('R12: a sign-out succeeds after a store that could not be read', async () => {
    const app = rig({ storeLocked: true });
    expect((await app.provisioner.restored()).problem).toBeDefined();
    app.storeLocked = false;
    expect(await settled(app.provisioner.signOut())).toEqual({ ok: true });
  });

  test('R12: a sign-in that waits while a cut-off sign-out is finished keeps its password', async () => {
    const first = await signedIn();
    first.hold('forget');
    void first.provisioner.signOut();
    await settled(first.provisioner.restored());
    first.provisioner.dispose();
    const app = restarted(first);
    expect(await settled(app.provisioner.provision(NEW_PASSWORD))).toMatchObject(OK);
    expect(toProvider(app).at(-1)).toContain('pw2');
  });

  test('R12: a sign-out cut off after its commit is finished by the next start', async () => {
    const app = await signedIn();
    const commit = app.hold('commit');
    const out = app.provisioner.signOut();
    app.provisioner.dispose();
    commit();
    expect(await settled(out)).toMatchObject(CANCELLED);
    expect(app.disk.generations).toHaveLength(2);
    expect(onDisk(app.disk)).toContain(ACCOUNT_PASSWORD);

    const next = restarted(app);
    await next.provisioner.restored();
    await quiet();
    expect(next.provisioner.getSnapshot().phase).toBe('empty');
    expect(next.disk.generations).toHaveLength(1);
    expect(onDisk(next.disk)).not.toContain(ACCOUNT_PASSWORD);
  });
});

describe('disposing', () => {
  test('F8: disposed before the store was read, every promise settles', async () => {
    const { provisioner, hold } = rig();
    const load = hold('load');
    const restored = provisioner.restored();
    const run = provisioner.provision(ALICE);
    const out = provisioner.signOut();
    provisioner.dispose();
    load();
    expect(await settled(restored)).toMatchObject({ phase: 'starting' });
    expect(await settled(run)).toMatchObject(REPLACED); // by the sign-out
    expect(await settled(out)).toMatchObject(CANCELLED);
  });

  test('F8: disposed while it is saved, a run settles as cancelled', async () => {
    const { provisioner, hold } = rig();
    const commit = hold('commit');
    const run = provisioner.provision(ALICE);
    await quiet();
    provisioner.dispose();
    commit();
    expect(await settled(run)).toMatchObject(CANCELLED);
  });

  test('F8: a commit that never answers cannot be cancelled, but be disposed of', async () => {
    const { provisioner, hold } = rig();
    hold('commit');
    const run = provisioner.provision(ALICE);
    await quiet();
    provisioner.cancel();
    await quiet();
    expect(provisioner.getSnapshot().phase).toBe('saving');
    provisioner.dispose();
    expect(await settled(run)).toMatchObject(CANCELLED);
  });
});

describe('ports and listeners that misbehave', () => {
  test('F7: a listener and its error handler that throw do not stop a run', async () => {
    const app = rig({
      options: {
        onListenerError: () => {
          throw new Error('handler');
        },
      },
    });
    await app.provisioner.restored();
    app.provisioner.subscribe(() => {
      throw new Error('listener');
    });
    const { result, reported } = await watchingRejections(() => settled(app.provisioner.provision(ALICE)));
    expect(result).toMatchObject(OK);
    expect(reported).toContainEqual(new Error('handler'));
  });

  test('F7: what an error handler throws is reported as an error, also where it is none', async () => {
    const app = rig({
      options: {
        onListenerError: () => {
          throw 'just a word'; // eslint-disable-line @typescript-eslint/only-throw-error
        },
      },
    });
    await app.provisioner.restored();
    app.provisioner.subscribe(() => {
      throw new Error('listener');
    });
    const { reported } = await watchingRejections(() => settled(app.provisioner.provision(ALICE)));
    expect(reported).toContainEqual(new Error('just a word'));
  });

  test('O13: a store that throws instead of answering leaves nobody waiting', async () => {
    const { provisioner } = rig({
      replace: (ports) => ({
        ...ports,
        store: {
          ...ports.store,
          load: () => {
            throw new Error('store');
          },
        },
      }),
    });
    expect(await settled(provisioner.restored())).toMatchObject({ problem: { code: 'storage.failed' } });
  });

  test('S3: secrets that open to something else count as lost', async () => {
    const { provisioner } = restarted(await signedIn(), {
      replace: (ports) => ({ ...ports, secrets: { ...ports.secrets, open: () => Promise.resolve({ ok: true, plain: 'null' }) } }),
    });
    expect(await settled(provisioner.restored())).toMatchObject({ problem: { code: 'secrets.unavailable' } });
  });
});

describe('what was saved before', () => {
  test('S3: after lost secrets a sign-in starts from nothing and saves no dangling reference', async () => {
    const app = restarted(await signedIn(), {
      secretsLost: true,
      documents: { account: '<account><title>A</title><username>1</username><host>h.example</host></account>' },
    });
    expect((await app.provisioner.restored()).problem?.code).toBe('secrets.unavailable');
    expect(await settled(app.provisioner.provision(ALICE))).toMatchObject(OK);
    expect(app.provisioner.getSnapshot().problem).toBeUndefined();
    expect(accountNames(app)).toContain('username');
    expect(accountNames(app)).not.toContain('password'); // M4 has nothing to keep it from
    expectNoDanglingReference(app.disk);

    const next = restarted(app, { seed: 2000 });
    await next.provisioner.restored();
    expect(next.provisioner.getSnapshot().phase).toBe('ready');
    expect(next.provisioner.getSnapshot().problem).toBeUndefined();
    expect(accountNames(next)).not.toContain('password');
    expect(next.provisioner.reveal('account.password')).toBeUndefined();
  });

  test('S5: trying again under a newer format still reports it and leaves it untouched', async () => {
    const { disk } = await signedIn();
    disk.generations = disk.generations.map(({ number, text }) => ({ number, text: text.replace(/^firstring-generation \d+/, 'firstring-generation 999') }));
    const before = onDisk(disk);
    const { provisioner } = rig({ disk, seed: 1000 });
    await provisioner.restored();
    expect(await settled(provisioner.provision(ALICE))).toMatchObject(refused('storage.newer-format'));
    expect(await settled(provisioner.retry())).toMatchObject(refused('storage.newer-format'));
    expect(onDisk(disk)).toBe(before);
  });
});

describe('input of an account that the portal makes', () => {
  test.each([
    ['username', { cloudId: 'ACME' }],
    ['password', { cloudId: 'ACME', username: 'bob' }],
  ])('D5a/I1: an absent %s is asked for', async (_name, input) => {
    const { provisioner, disk } = rig({ documents: { provisioning: FILLS_ACCOUNT } });
    expect(await settled(provisioner.provision(input))).toMatchObject(refused('input.credentials-missing'));
    expect(disk.generations).toEqual([]);
  });

  test('D5a, W5: a placeholder that the portal got wrong is a warning', async () => {
    const { provisioner } = rig({ documents: { provisioning: FILLS_ACCOUNT.replace('<host>', '<userDisplayName>%usrname%</userDisplayName><host>') } });
    await settled(provisioner.provision({ cloudId: 'ACME', username: 'alice', password: 'pw' }));
    expect(provisioner.getSnapshot().warnings).toEqual([{ code: 'template.unknown-name', node: 'userDisplayName', document: 'provisioning' }]);
  });

  test('D5a/W8: a lone surrogate never becomes part of an account', async () => {
    const { provisioner, disk } = rig({ documents: { provisioning: FILLS_ACCOUNT } });
    expect(await settled(provisioner.provision({ cloudId: 'ACME', username: 'a\ud800', password: 'x' }))).toMatchObject(refused('template.bad-value'));
    expect(disk.generations).toEqual([]);
  });
});

/** Every reference in the newest generation's text stands among the values sealed with it. */
function expectNoDanglingReference({ generations: [newest] }: Disk): void {
  const decoded = newest === undefined ? undefined : decodeGeneration(newest);
  const sealed = decoded?.ok === true ? decoded.value.sealed : undefined;
  const references = [...(newest?.text ?? '').matchAll(/"secret":"([^"]+)"/g)].map(([, id]) => id);
  const values: unknown = JSON.parse(sealed ?? '[]');
  expect(references).not.toEqual([]);
  expect(values).toEqual(expect.arrayContaining(references.map((id) => [id, expect.any(String) as string])));
}

/** Takes unhandled rejections away from the test runner, which would fail on them, while `work` runs. */
async function watchingRejections<T>(work: () => Promise<T>): Promise<{ result: T; reported: unknown[] }> {
  const reported: unknown[] = [];
  const runners = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', (reason) => reported.push(reason));
  try {
    return { result: await work(), reported };
  } finally {
    process.removeAllListeners('unhandledRejection');
    for (const runner of runners) process.on('unhandledRejection', runner);
  }
}
