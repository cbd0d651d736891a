import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createNodePorts } from '@firstring/adapter-node';
import { engineerSentence, isSecret, MASK, paths, valueAt } from '@firstring/core';
import { createProvisioner } from '@firstring/core/driver';
import { afterAll, beforeAll, expect, test } from 'vitest';

const SERVER = fileURLToPath(new URL('../../../apps/reference-server/dist/main.js', import.meta.url));
const SECRETS = ['correct-horse', 'K7-lake-42-Fern'];

let server: ChildProcess;
let portal: string;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstring-demo-profile-'));
  const env = { ...process.env, PORT: '0', DATA_DIR: 'memory', PASSWORD_COST: '10' };
  server = spawn(process.execPath, [SERVER], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  portal = await new Promise((resolve, reject) => {
    server.once('exit', () => {
      reject(new Error('the reference server ended; was it built?'));
    });
    if (server.stdout === null) return;
    createInterface(server.stdout).on('line', (line) => {
      const entry = JSON.parse(line) as { msg?: string; portal?: string };
      if (entry.msg === 'ready' && entry.portal !== undefined) resolve(entry.portal);
    });
  });
}, 60_000);

afterAll(async () => {
  server.kill('SIGTERM');
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 25 });
});

test('M10: every leaf of the demo\'s profile has one winner, its losers and why, and no secret shows', async () => {
  const ports = createNodePorts({ stateDir: join(folder, 'state'), keyDir: join(folder, 'keys') });
  const provisioner = createProvisioner({ app: { name: 'test', version: '1' }, portal, ports, allowInsecure: 'loopback' });
  const result = await provisioner.provision({ cloudId: 'ACME', username: 'alice', password: 'correct-horse' });
  if (!result.ok) throw new Error(engineerSentence(result.problem));
  const { profile } = result;
  const leaves = paths(profile);
  expect(leaves.length).toBeGreaterThan(100);

  let lost = 0;
  let masked = 0;
  for (const path of leaves) {
    const explanation = provisioner.explain(path);
    if (!explanation.found || explanation.winner === undefined) throw new Error(`${path} is not explained`);
    const { winner, losers, editable } = explanation;
    const value = valueAt(profile, path);
    if (typeof value === 'string') expect([path, winner.value]).toEqual([path, value]);
    else if (value !== undefined && isSecret(value)) {
      masked += 1;
      expect([path, winner.value]).toEqual([path, value.shown === undefined ? MASK : `${value.shown}?${MASK}`]);
      expect(provisioner.reveal(path)).toBeTypeOf('string');
    }
    const { layer, priority, document, revision, at } = winner;
    expect([path, typeof layer, typeof priority, typeof document, typeof revision, typeof at]).toEqual([path, 'string', 'number', 'string', 'string', 'number']);
    for (const loser of losers) {
      lost += 1;
      expect([path, loser.why]).toEqual([path, expect.stringMatching(/\w{4}/)]);
      expect(loser.priority).toBeLessThanOrEqual(winner.priority);
    }
    expect(editable.allowed || editable.why.length > 0).toBe(true);
    for (const secret of SECRETS) expect(JSON.stringify(explanation)).not.toContain(secret);
  }
  expect(lost).toBeGreaterThan(3);
  expect(masked).toBeGreaterThan(3);
  expect(provisioner.reveal('account.password')).toBe('K7-lake-42-Fern');
  for (const secret of SECRETS) expect(JSON.stringify(provisioner.getSnapshot())).not.toContain(secret);
  provisioner.dispose();
});
