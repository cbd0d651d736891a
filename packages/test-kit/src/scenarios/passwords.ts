import { sampleAccount } from '../portal/sample-account.js';
import type { SentAs } from '../portal/sample-app.js';
import { sentFields } from '../portal/sent-fields.js';
import type { Case } from '../run/case.js';
import { equal, present } from '../run/check.js';
import { provision, requestsFor, stage, succeeded } from './stage.js';

const PASSWORDS = ['007', '1e5', ' x ', 'a&b<c>"\'%41@:', '%username%', '{password}$&\\n', 'heslo žluťoučké 📞', '+ +', ''] as const;

const WAYS: readonly SentAs[] = ['form', 'query', 'json', 'xml'];

/** Passwords arrive as they were typed, wherever they stand. */
export const PASSWORDS_ARRIVE: readonly Case[] = WAYS.flatMap((sentAs, way) =>
  PASSWORDS.map((password, at): Case => ({
    id: `PASSWORD-${way + 1}0${at + 1}`,
    title: `${JSON.stringify(password)} in ${sentAs}`,
    clauses: ['W5', 'W8', 'D2a'],
    run: async (world) => {
      const username = password === '' ? 'bob' : password;
      const device = await stage(world, { sentAs, users: [{ username, password, account: sampleAccount({ password }) }] });
      succeeded(await provision(world, device, { cloudId: 'ACME', username, password }));
      const request = present(requestsFor(world, 'extprov')[0], 'the request');
      equal(sentFields(request), [['user', username], ['pass', password], ['code', 'ACME']], 'fields that arrived');
      equal(device.provisioner.reveal('account.password'), password, 'password of the account');
    },
  })),
);
