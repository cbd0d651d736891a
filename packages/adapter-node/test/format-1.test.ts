import { copyFileSync, cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createProvisioner } from '@firstring/core/driver';
import { expect, onTestFinished, test } from 'vitest';
import { createNodePorts } from '../src/index.js';
import { temporaryFolder } from './temporary-folder.js';

const KEPT = fileURLToPath(new URL('fixtures/format-1/', import.meta.url));
const PASSWORD = ' 007&sip<canary>5d1f ';

test('S5: a folder that the first format left is used, its secrets open, and all of it is due for a refresh', async () => {
  const home = temporaryFolder();
  cpSync(join(KEPT, 'state'), join(home, 'state'), { recursive: true });
  const ports = createNodePorts({ stateDir: join(home, 'state'), keyDir: join(home, 'keys') });
  await ports.secrets.seal('default', '', ''); // makes a key, named after this folder; what it holds is what was kept
  for (const name of readdirSync(join(home, 'keys'))) copyFileSync(join(KEPT, 'default.key'), join(home, 'keys', name));
  const nowhere = 'http://127.0.0.1:9';
  const provisioner = createProvisioner({ app: { name: 'Acme Talk', version: '4.0.0' }, portal: nowhere, allowInsecure: 'loopback', ports });
  onTestFinished(() => {
    provisioner.dispose();
  });
  const { phase, problem, profile, identity, refresh } = await provisioner.restored();
  expect({ phase, problem, identity }).toEqual({ phase: 'ready', problem: undefined, identity: { cloudId: 'ACME', username: 'alice' } });
  expect(profile?.account).toContainEqual(['username', '1001']);
  expect(provisioner.reveal('account.password')).toBe(PASSWORD);
  expect(refresh?.automatic).toBe(true);
  expect(refresh?.nextAt ?? Infinity).toBeLessThanOrEqual(Date.now());
});
