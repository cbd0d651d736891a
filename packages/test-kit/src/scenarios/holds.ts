import type { RefreshResult } from '@firstring/core/driver';
import type { Case } from '../run/case.js';
import { check, CaseFailure, equal } from '../run/check.js';
import type { Device, World } from '../world/world.js';
import { accountNode, provision, setUp, stage, succeeded } from './stage.js';

/** A device that holds, and has asked after something changed. */
async function held(world: World): Promise<readonly [Device, () => void]> {
  const device = await stage(world);
  succeeded(await provision(world, device));
  await world.settle();
  await setUp(world, { accountDefaults: [['voiceMailNumber2', '*99']] });
  const release = device.provisioner.hold();
  waits(await world.until(device.provisioner.refresh()));
  return [device, release];
}

function waits(result: RefreshResult): void {
  if (!result.ok) throw new CaseFailure(`the refresh failed: ${result.problem.code}`);
  check(result.changed && result.held === true, 'what was found does not wait');
}

/** An app that must not be disturbed is not. */
export const HOLDS: readonly Case[] = [
  {
    id: 'HOLD-001',
    title: 'what a refresh finds is neither saved nor in use until the app lets go',
    clauses: ['R8', 'M11'],
    run: async (world) => {
      const [device, release] = await held(world);
      const before = await device.storageDump();
      const { profile, refresh } = device.provisioner.getSnapshot();
      equal([accountNode(device, 'voiceMailNumber2'), refresh?.waiting?.impact, refresh?.waiting?.signsOut], [undefined, 'hot', false], 'while it holds');
      await world.settle();
      check(device.provisioner.getSnapshot().profile === profile, 'the profile is another object');
      equal(await device.storageDump(), before, 'storage');
      release();
      await world.when(() => accountNode(device, 'voiceMailNumber2') === '*99', 'what waited to be in use');
      equal(device.provisioner.getSnapshot().refresh?.waiting, undefined, 'what waits after the release');
    },
  },
  {
    id: 'HOLD-002',
    title: 'what the user edits meanwhile is saved at once and stays',
    clauses: ['R8', 'S6'],
    run: async (world) => {
      const [device, release] = await held(world);
      check((await world.until(device.provisioner.edit('account.codecOrder', '9'))).ok, 'the edit was refused');
      equal([accountNode(device, 'codecOrder'), accountNode(device, 'voiceMailNumber2')], ['9', undefined], 'while it holds');
      release();
      await world.when(() => accountNode(device, 'voiceMailNumber2') === '*99', 'what waited to be in use');
      equal(accountNode(device, 'codecOrder'), '9', 'the edit');
    },
  },
  {
    id: 'HOLD-003',
    title: 'an app that ends while it holds loses only what waited, and asks again',
    clauses: ['R8', 'O18'],
    needs: ['virtual-time', 'store.durable'],
    run: async (world) => {
      const [device] = await held(world);
      await world.advance(20 * 60_000);
      await device.restart();
      equal((await world.until(device.provisioner.restored())).phase, 'ready', 'phase');
      equal(accountNode(device, 'voiceMailNumber2'), undefined, 'before it asks');
      await world.advance(60_000);
      equal(accountNode(device, 'voiceMailNumber2'), '*99', 'after it asked');
    },
  },
];
