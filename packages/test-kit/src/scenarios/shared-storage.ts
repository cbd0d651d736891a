import type { Case } from '../run/case.js';
import { check, equal } from '../run/check.js';
import type { Device, World } from '../world/world.js';
import { failed, INPUT, plan, provision, requestsFor, stage, succeeded } from './stage.js';

const EDITABLE = { ...INPUT, cloudId: 'ACME*' } as const;

/** Two windows or processes of one identity. */
export const SHARED_STORAGE: readonly Case[] = [
  {
    id: 'SHARED-001',
    title: 'who saves second overwrites nothing, learns of the other and may try again',
    clauses: ['S6'],
    run: async (world) => {
      const [first, second] = await two(world);
      await plan(world, 'extprov', { transport: { latencyMs: 200 } }, {});
      const slow = second.provisioner.provision(INPUT);
      await world.when(() => requestsFor(world, 'extprov').length === 1, 'the second run to be under way');
      succeeded(await provision(world, first, EDITABLE));
      const saved = await first.storageDump();
      equal(failed(await world.until(slow)).code, 'storage.conflict', 'problem');
      await world.when(() => second.provisioner.getSnapshot().phase === 'ready', 'the second to read what the first saved');
      equal(second.provisioner.reveal('prefKeys.acmeVersion'), 'editable', 'what the second one uses now');
      equal(await first.storageDump(), saved, 'storage');
      succeeded(await world.until(second.provisioner.retry()));
      equal(second.provisioner.reveal('prefKeys.acmeVersion'), 'live', 'after the retry');
    },
  },
  {
    id: 'SHARED-002',
    title: 'signing out in one also ends what the other saved meanwhile',
    clauses: ['R12', 'S6'],
    run: async (world) => {
      const [first, second] = await two(world);
      succeeded(await provision(world, first));
      equal((await world.until(second.provisioner.signOut())).ok, true, 'sign-out');
      await first.restart();
      equal((await world.until(first.provisioner.restored())).phase, 'empty', 'phase of the first after a restart');
      check(!(await first.storageDump()).includes('sip.acme.example'), 'the storage still knows the account');
    },
  },
];

/** Both have read the empty store. */
async function two(world: World): Promise<readonly [Device, Device]> {
  const first = await stage(world);
  const second = world.createDevice({ sharing: first });
  await world.until(first.provisioner.restored());
  await world.until(second.provisioner.restored());
  return [first, second];
}
