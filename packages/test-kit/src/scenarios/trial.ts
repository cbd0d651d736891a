import type { Snapshot } from '@firstring/core/driver';
import { sampleAccount } from '../portal/sample-account.js';
import { SAMPLE_USER, type SampleAppOptions } from '../portal/sample-app.js';
import type { Case } from '../run/case.js';
import { check, CaseFailure, equal } from '../run/check.js';
import type { Device, DeviceOptions, World } from '../world/world.js';
import { provision, setUp, stage, succeeded } from './stage.js';

const MINUTE_MS = 60_000;
const OTHER_PASSWORD = 'canary-sip-2b77';
const WORKS = 'sip.acme.example:5061';
const FAILS = 'wrong.acme.example:5061';

/** An account that its own service refreshes (R2). */
function app(world: World, nodes: readonly (readonly [string, string])[] = []): Partial<SampleAppOptions> {
  const account = sampleAccount({ username: '1001', nodes: [['extProvUrl', `${world.providerUrl}/acme/account`], ['extProvPostData', `user=${SAMPLE_USER.username}&pass=%password%`], ...nodes] });
  return { users: [{ ...SAMPLE_USER, account }] };
}

/** Signed in and confirmed; then the provider changes the host, and the password with it. */
async function onTrial(world: World, trial: DeviceOptions['trial'] = {}): Promise<Device> {
  const device = await stage(world, app(world), { trial });
  succeeded(await provision(world, device));
  await confirm(world, device);
  await setUp(world, app(world, [['host', FAILS], ['password', OTHER_PASSWORD]]));
  await renew(world, device, true);
  equal(shown(device), [FAILS, OTHER_PASSWORD], 'host and password on trial');
  equal([device.provisioner.getSnapshot().trial?.fallback, device.provisioner.getSnapshot().trial?.failedStarts], [true, 0], 'what the state says of the trial');
  return device;
}

async function confirm(world: World, device: Device): Promise<void> {
  check(device.provisioner.getSnapshot().trial !== undefined, 'nothing is on trial');
  device.provisioner.confirm();
  await until(world, device, 'the confirmation', ({ phase, trial }) => phase === 'ready' && trial === undefined);
}

async function renew(world: World, device: Device, changed: boolean): Promise<void> {
  const result = await world.until(device.provisioner.refresh({ only: ['extprov'] }));
  if (!result.ok) throw new CaseFailure(`the refresh failed: ${result.problem.code}`);
  equal(result.changed, changed, 'changed');
}

function until(world: World, device: Device, what: string, holds: (snapshot: Snapshot) => boolean): Promise<void> {
  return world.when(() => holds(device.provisioner.getSnapshot()), what);
}

/** Does something that the app remembers, and waits until it is remembered. */
async function remembered(world: World, device: Device, act: () => void): Promise<void> {
  const before = await device.storageDump();
  act();
  for (let waits = 0; (await device.storageDump()) === before; waits += 1) {
    check(waits < 200, 'nothing was written');
    await world.advance(10);
  }
  await world.advance(20); // the whole of it
}

async function startAnew(world: World, device: Device): Promise<void> {
  await device.restart();
  await world.until(device.provisioner.restored());
}

function shown(device: Device): readonly (string | undefined)[] {
  return [device.provisioner.reveal('account.host'), device.provisioner.reveal('account.password')];
}

/** How settings that do not work go away again, and how those that do stay. */
export const TRIAL: readonly Case[] = [
  {
    id: 'TRIAL-001',
    title: 'R10: what is confirmed stays, whatever the app says later',
    clauses: ['R10'],
    needs: ['store.durable'],
    run: async (world) => {
      const device = await onTrial(world);
      await confirm(world, device);
      for (let starts = 0; starts < 3; starts += 1) {
        await startAnew(world, device);
        device.provisioner.reject();
        await world.settle();
      }
      equal(shown(device), [FAILS, OTHER_PASSWORD], 'host and password');
      equal(device.provisioner.getSnapshot().trial, undefined, 'trial');
    },
  },
  {
    id: 'TRIAL-002',
    title: 'R10: after two starts that the app rejects the settings before come back with the newest password, and what failed is not applied again until it changes',
    clauses: ['R10', 'S1', 'S3'],
    needs: ['store.durable'],
    run: async (world) => {
      const device = await onTrial(world);
      await remembered(world, device, () => {
        device.provisioner.reject();
      });
      equal(shown(device)[0], FAILS, 'host after one');
      await startAnew(world, device);
      equal(shown(device)[0], FAILS, 'host in the second start');
      await until(world, device, 'the trial to be shown', ({ trial }) => trial?.failedStarts === 1);
      device.provisioner.reject();
      await until(world, device, 'what works to come back', ({ phase, trial }) => phase === 'ready' && trial === undefined);
      equal(shown(device), [WORKS, OTHER_PASSWORD], 'host and password');
      const { refresh, quarantine } = device.provisioner.getSnapshot();
      equal([refresh?.problem?.code, refresh?.attention, quarantine?.documents], ['refresh.quarantined', true, ['extprov']], 'what the state says');

      await startAnew(world, device);
      equal(shown(device), [WORKS, OTHER_PASSWORD], 'host and password after a restart');
      await renew(world, device, false);
      equal(device.provisioner.getSnapshot().refresh?.problem?.code, 'refresh.quarantined', 'why nothing changed');
      await setUp(world, app(world, [['host', 'third.acme.example:5061'], ['password', OTHER_PASSWORD]]));
      await renew(world, device, true);
      equal(shown(device)[0], 'third.acme.example:5061', 'host after the change');
      equal(device.provisioner.getSnapshot().quarantine, undefined, 'quarantine after the change');
    },
  },
  {
    id: 'TRIAL-003',
    title: 'R10: a start that is online and stays without a word counts, one that is offline never does',
    clauses: ['R10', 'R7'],
    needs: ['virtual-time', 'host.online-switch', 'store.durable'],
    run: async (world) => {
      const device = await onTrial(world, { windowMs: MINUTE_MS, alone: false });
      for (let starts = 0; starts < 4; starts += 1) {
        await device.setOnline?.(false);
        await startAnew(world, device);
        await world.advance(10 * MINUTE_MS);
        equal(device.provisioner.getSnapshot().trial?.failedStarts, 0, 'starts that count, offline');
      }
      for (const failed of [1, 2]) {
        await device.setOnline?.(true);
        await startAnew(world, device);
        await renew(world, device, false);
        await world.advance(2 * MINUTE_MS);
        equal(device.provisioner.getSnapshot().trial?.failedStarts, failed === 1 ? 1 : undefined, 'starts that count, online');
      }
      await until(world, device, 'what works to come back', ({ phase }) => phase === 'ready');
      equal(shown(device), [WORKS, OTHER_PASSWORD], 'host and password');
    },
  },
  {
    id: 'TRIAL-004',
    title: 'R10: an app that crashes with new settings as soon as it has them is usable again at the second restart',
    clauses: ['R10'],
    needs: ['faults.crash', 'virtual-time', 'store.durable'],
    run: async (world) => {
      const device = await onTrial(world, { alone: true });
      await world.settle();
      device.crash?.();
      await startAnew(world, device);
      equal(shown(device)[0], FAILS, 'host after one crash');
      device.crash?.(); // at once
      await device.restart();
      const seen: (string | undefined)[] = [];
      device.provisioner.subscribe(() => {
        if (device.provisioner.getSnapshot().phase === 'ready') seen.push(device.provisioner.reveal('account.host'));
      });
      await world.until(device.provisioner.restored());
      equal(shown(device), [WORKS, OTHER_PASSWORD], 'host and password');
      equal([...new Set(seen)], [WORKS], 'hosts that the app saw');
    },
  },
];
