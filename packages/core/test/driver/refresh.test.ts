import { describe, expect, test } from 'vitest';
import { encodeGeneration } from '../../src/store/text.js';
import type { HostSignal, Ports, StorePort } from '../../src/driver/ports.js';
import { ASKS_PROVIDER, quiet, rig, settled, type Rig, type RigOptions } from './rig.js';

const ALICE = { cloudId: 'ACME', username: 'alice', password: 'pw1' };
const OTHER_PREFS = ASKS_PROVIDER.replace('<prefKeys/>', '<prefKeys><prop name="ringtone" default="bell"/></prefKeys>');
const BROKEN = '<p>';
const DAY = 86_400_000;

function refused(code: string): { ok: false; problem: { code: string } } {
  return { ok: false, problem: { code } };
}

async function signedIn(setup?: RigOptions): Promise<Rig> {
  const app = rig(setup);
  expect(await settled(app.provisioner.provision(ALICE))).toMatchObject({ ok: true });
  app.urls.length = 0;
  return app;
}

/** Ports whose store does something else with what the app remembers beside its generations. */
function withBook(commit: (inner: StorePort, ...args: Parameters<StorePort['commit']>) => ReturnType<StorePort['commit']>): (ports: Ports) => Ports {
  return (ports) => ({
    ...ports,
    store: { ...ports.store, commit: (instance, ...rest) => (instance.endsWith('#book') ? commit(ports.store, instance, ...rest) : ports.store.commit(instance, ...rest)) },
  });
}

describe('a refresh that a person asks for', () => {
  test('R5: says whether anything changed, and hands over the profile', async () => {
    const app = await signedIn();
    const before = app.provisioner.getSnapshot().profile;
    expect(await settled(app.provisioner.refresh())).toEqual({ ok: true, changed: false, profile: before });
    expect(app.provisioner.getSnapshot().profile).toBe(before);
    app.documents.provisioning = OTHER_PREFS;
    const changed = await settled(app.provisioner.refresh());
    expect(changed).toMatchObject({ ok: true, changed: true });
    expect(app.provisioner.getSnapshot().profile?.prefKeys).toContainEqual(['ringtone', 'bell']);
    expect(app.disk.generations.map(({ number }) => number)).toEqual([2, 1]);
  });

  test('R1: asks for what was named only', async () => {
    const app = await signedIn();
    await settled(app.provisioner.refresh({ only: ['theme'] }));
    expect(app.urls).toEqual(['https://portal.example/v1/apps/ACME/live/theme']);
  });

  test('F2: without anybody signed in there is nothing to refresh', async () => {
    const app = rig();
    expect(await settled(app.provisioner.refresh())).toMatchObject(refused('refresh.nothing'));
    expect(app.urls).toEqual([]);
  });

  test('F8: a second one joins the first', async () => {
    const app = await signedIn();
    const open = app.hold('provisioning');
    const both = [app.provisioner.refresh(), app.provisioner.refresh()];
    await quiet();
    open();
    expect(await settled(Promise.all(both))).toMatchObject([{ ok: true }, { ok: true }]);
    expect(app.urls).toHaveLength(2);
  });

  test('R9: says why it failed, and the profile stays', async () => {
    const app = await signedIn();
    const { profile } = app.provisioner.getSnapshot();
    app.documents.provisioning = BROKEN;
    expect(await settled(app.provisioner.refresh())).toMatchObject(refused('xml.not-well-formed'));
    expect(app.provisioner.getSnapshot()).toMatchObject({ phase: 'ready', refresh: { result: 'failed' } });
    expect(app.provisioner.getSnapshot().profile).toBe(profile);
  });

  test('F8: is cancelled without blame', async () => {
    const app = await signedIn();
    app.hold('provisioning');
    const refresh = app.provisioner.refresh();
    await quiet();
    app.provisioner.cancel();
    expect(await settled(refresh)).toMatchObject(refused('run.cancelled'));
    expect(app.provisioner.getSnapshot()).not.toHaveProperty('problem');
  });

  test('F8: settles when everything is disposed of, and afterwards asks nobody', async () => {
    const app = await signedIn();
    app.hold('provisioning');
    const refresh = app.provisioner.refresh();
    await quiet();
    app.provisioner.dispose();
    expect(await settled(refresh)).toMatchObject(refused('run.cancelled'));
    app.urls.length = 0;
    expect(await settled(app.provisioner.refresh())).toMatchObject({ ok: false });
    expect(app.urls).toEqual([]);
  });

  test('a refresh that was never begun ends when everything is disposed of', async () => {
    const app = await signedIn();
    const next = rig({ disk: app.disk, seed: 1000 });
    await next.provisioner.restored();
    next.provisioner.dispose();
    expect(await settled(next.provisioner.refresh())).toMatchObject(refused('run.cancelled'));
  });

  test('without the code of a run nothing begins, and the answer says so', async () => {
    const { disk } = await signedIn();
    const app = rig({ disk, seed: 1000, replace: (ports) => ({ ...ports, xml: () => Promise.reject(new TypeError('Failed to fetch')) }) });
    expect(await settled(app.provisioner.refresh())).toMatchObject(refused('app.incomplete'));
    expect(app.urls).toEqual([]);
  });

  test('S6: another process signed out meanwhile: nobody is brought back', async () => {
    const app = await signedIn();
    app.documents.provisioning = OTHER_PREFS;
    const commit = app.hold('commit');
    const refresh = app.provisioner.refresh();
    await quiet();
    app.disk.generations = [encodeGeneration({ number: 2, savedAt: 5, installId: 'f'.repeat(32) }, undefined)];
    commit();
    expect(await settled(refresh)).toMatchObject(refused('run.replaced'));
    expect(app.provisioner.getSnapshot().phase).toBe('empty');
    expect(app.disk.generations).toHaveLength(1);
  });

  test('I7: a link is one of the reasons, and not more than once in a minute', async () => {
    const app = await signedIn();
    expect(await settled(app.provisioner.refresh({ byLink: true, resetCache: true }))).toMatchObject({ ok: true });
    expect(await settled(app.provisioner.refresh({ byLink: true }))).toMatchObject(refused('refresh.too-soon'));
    expect(app.urls).toHaveLength(2);
  });
});

describe('what the platform tells', () => {
  /** The app, and what its platform says to it. */
  async function listening(setup: RigOptions = {}): Promise<Rig & { readonly say: (signal: HostSignal) => void; readonly listeners: Set<unknown> }> {
    const listeners = new Set<(signal: HostSignal) => void>();
    const app = await signedIn({
      ...setup,
      replace: (ports) => ({
        ...ports,
        host: {
          ...ports.host,
          listen(listener) {
            listeners.add(listener);
            return () => void listeners.delete(listener);
          },
        },
      }),
    });
    return Object.assign(app, { say: (signal: HostSignal) => { listeners.forEach((listener) => { listener(signal); }); }, listeners });
  }

  test('F11: a submit that found no network begins again when there is one', async () => {
    const app = await listening();
    await settled(app.provisioner.signOut());
    app.online = false;
    expect(await settled(app.provisioner.provision(ALICE))).toMatchObject(refused('network.offline'));
    app.online = true;
    app.say('online');
    await quiet();
    expect(app.provisioner.getSnapshot()).toMatchObject({ phase: 'ready', identity: { username: 'alice' } });
  });

  test('R7: a device that slept looks at its clock when it comes to the front; going away asks nobody', async () => {
    const app = await listening();
    app.now += 2 * DAY;
    app.say('back');
    app.say('offline');
    await quiet();
    expect(app.urls).toEqual([]);
    app.say('front');
    await quiet();
    expect(app.urls).toHaveLength(2);
  });

  test('nothing is listened to once it is disposed of', async () => {
    const app = await listening();
    app.provisioner.dispose();
    expect(app.listeners.size).toBe(0);
  });
});

describe('what is remembered beside the generations', () => {
  const failures = (app: Rig): unknown => /"failures":(\[.*?\]\])/.exec(app.disk.book?.text ?? '')?.[1];

  test('R6: a failure is, so that the next try survives a restart', async () => {
    const app = await signedIn();
    app.documents.provisioning = BROKEN;
    await settled(app.provisioner.refresh());
    expect(failures(app)).toBe('[["provisioning",1]]');
    await settled(app.provisioner.refresh());
    await quiet();
    expect(failures(app)).toBe('[["provisioning",2]]');
    const next = rig({ disk: app.disk, seed: 1000, documents: { provisioning: BROKEN } });
    await settled(next.provisioner.refresh());
    await quiet();
    expect(failures(next)).toBe('[["provisioning",3]]');
  });

  test('S6: what another process wrote meanwhile is written over, since the newest knowledge is its own', async () => {
    let conflicts = 1;
    const app = await signedIn({
      replace: withBook((store, instance, next, expected) => {
        conflicts -= 1;
        if (conflicts === 0) {
          app.disk.book = { number: 7, text: 'of another process' };
          return Promise.resolve({ ok: false, conflict: true });
        }
        return store.commit(instance, next, expected);
      }),
    });
    app.documents.provisioning = BROKEN;
    await settled(app.provisioner.refresh());
    await quiet();
    expect(app.disk.book?.number).toBe(8);
    expect(failures(app)).toBe('[["provisioning",1]]');
  });

  test('S6: a store that always conflicts is given up, and a later write tries anew', async () => {
    let tries = 0;
    const app = await signedIn({
      replace: withBook(() => {
        tries += 1;
        return Promise.resolve({ ok: false, conflict: true });
      }),
    });
    app.documents.provisioning = BROKEN;
    expect(await settled(app.provisioner.refresh())).toMatchObject(refused('xml.not-well-formed'));
    await quiet();
    expect(tries).toBe(3);
    await settled(app.provisioner.refresh());
    await quiet();
    expect(tries).toBe(6);
  });

  test('one write after the other, and of those that wait only the newest', async () => {
    const written: string[] = [];
    let open = (): void => undefined;
    const app = await signedIn({
      replace: withBook(async (store, instance, next, expected) => {
        written.push(next.text);
        await new Promise<void>((resolve) => (open = resolve));
        return store.commit(instance, next, expected);
      }),
    });
    app.documents.provisioning = BROKEN;
    for (let times = 0; times < 3; times += 1) await settled(app.provisioner.refresh());
    expect(written).toHaveLength(1);
    open();
    await quiet();
    expect(written).toHaveLength(2);
    open();
    await quiet();
    expect(written).toHaveLength(2);
    expect(failures(app)).toBe('[["provisioning",3]]');
  });
});
