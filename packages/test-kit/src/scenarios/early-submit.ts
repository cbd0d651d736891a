import { SIP_PASSWORD } from '../portal/sample-account.js';
import { SAMPLE_USER } from '../portal/sample-app.js';
import type { Case } from '../run/case.js';
import { equal } from '../run/check.js';
import { accountNode, failed, INPUT, provision, requestsFor, stage, succeeded } from './stage.js';

/** A person who is faster than the storage: a submit before the saved profile was read. */
export const EARLY_SUBMIT: readonly Case[] = [
  {
    id: 'EARLY-001',
    title: 'the password of a submit during the start is the one that is sent',
    clauses: ['F8', 'S3', 'W5'],
    needs: ['store.durable'],
    run: async (world) => {
      const device = await stage(world);
      succeeded(await provision(world, device));
      await device.restart();
      world.server.clear();
      succeeded(await provision(world, device));
      equal(requestsFor(world, 'extprov').length, 1, 'requests for the account');
      equal(accountNode(device, 'password'), SIP_PASSWORD, 'the secret of the account');
    },
  },
  {
    id: 'EARLY-002',
    title: 'a wrong one leaves the saved secrets what they were',
    clauses: ['F5', 'S3'],
    needs: ['store.durable'],
    run: async (world) => {
      const device = await stage(world);
      succeeded(await provision(world, device));
      const stored = await device.storageDump();
      await device.restart();
      const problem = failed(await provision(world, device, { ...INPUT, password: `${SAMPLE_USER.password}-not` }));
      equal(problem.code, 'provider.refused', 'problem');
      equal(accountNode(device, 'password'), SIP_PASSWORD, 'the secret of the account');
      equal(await device.storageDump(), stored, 'storage');
    },
  },
];
