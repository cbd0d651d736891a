import type { Profile } from '@firstring/core';
import type { EditResult } from '@firstring/core/driver';
import type { Case } from '../run/case.js';
import { check, CaseFailure, equal } from '../run/check.js';
import type { Device, World } from '../world/world.js';
import { accountNode, checkSentences, provision, setUp, stage, succeeded } from './stage.js';

/** Signed in, with everything stored. */
async function signedIn(world: World): Promise<Device> {
  const device = await stage(world);
  succeeded(await provision(world, device));
  await world.settle();
  return device;
}

function edited(result: EditResult): Profile {
  if (!result.ok) throw new CaseFailure(`the edit was refused: ${result.problem.code}`);
  return result.profile;
}

function dials(device: Device): readonly string[] {
  return device.provisioner.getSnapshot().profile?.quickDial.map(({ id }) => id) ?? [];
}

/** What the user sets in the app stays, whatever the provider sends, and the provider's locks hold. */
export const EDITS: readonly Case[] = [
  {
    id: 'EDIT-001',
    title: 'what the user sets, adds and deletes is there after a restart, and taken back the provider counts again',
    clauses: ['M7', 'S1'],
    needs: ['store.durable'],
    run: async (world) => {
      const device = await signedIn(world);
      const before = accountNode(device, 'codecOrder');
      equal(accountNode(device, 'codecOrder') === '9', false, 'the provider says 9 already');
      edited(await world.until(device.provisioner.edit('account.codecOrder', '9')));
      edited(await world.until(device.provisioner.edit('quickDial.mum', { item: [['displayName', 'Mum'], ['uri', '5']] })));
      edited(await world.until(device.provisioner.edit('quickDial.lab', { remove: true })));
      await world.settle();
      await device.restart();
      await world.until(device.provisioner.restored());
      equal([accountNode(device, 'codecOrder'), dials(device).includes('mum'), dials(device).includes('lab')], ['9', true, false], 'after the restart');
      edited(await world.until(device.provisioner.revert('account.codecOrder')));
      edited(await world.until(device.provisioner.revert('quickDial.lab')));
      equal([accountNode(device, 'codecOrder'), dials(device).includes('lab')], [before, true], 'taken back');
    },
  },
  {
    id: 'EDIT-002',
    title: 'edits that are made while a refresh is under way all count, on top of what it brings',
    clauses: ['M7', 'R9'],
    run: async (world) => {
      const device = await signedIn(world);
      await setUp(world, { accountDefaults: [['voiceMailNumber2', '*99']] });
      const asked = device.provisioner.refresh();
      const edits = ['1', '2', '3'].map((value) => device.provisioner.edit('account.displayNumber', value));
      const result = await world.until(asked);
      check(result.ok && result.changed, 'the refresh brought nothing');
      (await world.until(Promise.all(edits))).forEach(edited);
      equal([accountNode(device, 'displayNumber'), accountNode(device, 'voiceMailNumber2')], ['3', '*99'], 'both');
    },
  },
  {
    id: 'EDIT-003',
    title: 'a locked, a read-only and an invalid value are refused with a reason, and nothing is written',
    clauses: ['M8', 'D9'],
    run: async (world) => {
      const device = await signedIn(world);
      const before = await device.storageDump();
      for (const [path, value, code] of [['prefKeys.voicemailEnabled', 'off', 'edit.read-only'], ['account.host', 'not a host', 'edit.invalid'], ['account', 'x', 'edit.unknown']] as const) {
        const result = await world.until(device.provisioner.edit(path, value));
        check(!result.ok && result.problem.code === code, `${path} was not refused with ${code}`);
        checkSentences(result.problem);
      }
      check(!device.provisioner.canEdit('prefKeys.voicemailEnabled').allowed && device.provisioner.canEdit('account.host').allowed, 'canEdit says something else');
      equal(await device.storageDump(), before, 'storage');
    },
  },
  {
    id: 'EDIT-004',
    title: 'of two windows that edit neither loses what the other saved',
    clauses: ['S6', 'M7'],
    run: async (world) => {
      const device = await signedIn(world);
      const other = world.createDevice({ sharing: device });
      await world.until(other.provisioner.restored());
      edited(await world.until(device.provisioner.edit('account.displayNumber', '42')));
      edited(await world.until(other.provisioner.edit('account.codecOrder', '9')));
      equal([accountNode(other, 'displayNumber'), accountNode(other, 'codecOrder')], ['42', '9'], 'both edits');
    },
  },
];
