import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createSandbox, findPostgresql } from '../databases.js';
import { bundleMain, startServer, type ServerProcess } from './server-process.js';

const SLOW = 60_000;
const postgresql = await findPostgresql();
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

let main = '';
let folder = '';
const running: ServerProcess[] = [];

beforeAll(async () => {
  main = await bundleMain();
  folder = mkdtempSync(join(tmpdir(), 'firstring-reference-server-'));
});
afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 25 });
  rmSync(main, { force: true });
});

function start(environment: Readonly<Record<string, string>>): ServerProcess {
  const server = startServer(main, environment);
  running.push(server);
  return server;
}

async function signIn(portal: string, username: string, password: string): Promise<number> {
  const body = new URLSearchParams({ username, password }).toString();
  return (await fetch(`${portal}/provider/acme/account`, { method: 'POST', headers: FORM, body })).status;
}

describe('the process', () => {
  test('SIGTERM: a request under way is answered, then it ends with 0, and its logs hold no credential', async () => {
    const server = start({ DATA_DIR: 'memory', LATENCY_MS: '500' });
    const portal = await server.ready;
    const inFlight = fetch(`${portal}/provider/acme/account?username=alice&password=correct-horse`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    server.child.kill('SIGTERM');
    const answer = await inFlight;
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('<cloud_username>alice</cloud_username>');
    expect(await server.ended).toEqual({ code: 0, signal: null });
    const { stdout, stderr } = server.output();
    expect(stderr).toBe('');
    const lines = stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ msg }) => msg)).toEqual(expect.arrayContaining(['ready', 'stopping', 'answered', 'stopped']));
    for (const secret of ['alice', 'correct-horse', 'K7-lake', 'scrypt']) expect(stdout).not.toContain(secret);
  }, SLOW);

  test('SIGINT ends it with 0 too, and a signal during the start is not lost', async () => {
    const server = start({ DATA_DIR: 'memory' });
    await server.starting;
    server.child.kill('SIGINT');
    expect(await server.ended).toEqual({ code: 0, signal: null });
  }, SLOW);

  test('restarted on the same DATA_DIR it has its data, also after SIGKILL; a second process is kept out meanwhile', async () => {
    const directory = join(folder, 'kept', 'data');
    const first = start({ DATA_DIR: directory });
    const portal = await first.ready;
    const etag = (await fetch(`${portal}/v1/apps/NORDIC/live/theme`)).headers.get('etag');
    expect(existsSync(directory)).toBe(true);

    const second = start({ DATA_DIR: directory });
    expect((await second.ended).code).toBe(1);
    expect(second.output().stderr).toContain(`is in use by process ${first.child.pid}`);

    first.child.kill('SIGKILL');
    await first.ended;
    const port = new URL(portal).port;
    const third = start({ DATA_DIR: directory, PORT: port });
    expect(await third.ready).toBe(portal);
    expect((await fetch(`${portal}/v1/apps/NORDIC/live/theme`)).headers.get('etag')).toBe(etag);
    expect(await signIn(portal, 'alice', 'correct-horse')).toBe(200);
    third.child.kill('SIGTERM');
    expect(await third.ended).toEqual({ code: 0, signal: null });
    expect(existsSync(join(directory, 'in-use-by'))).toBe(false);
  }, SLOW * 2);

  test('a wrong environment: a sentence for each variable, nothing is started, exit code 2', async () => {
    const server = start({ PORT: 'eighty', LATENCY_MS: '-1', DATABASE_URL: 'mysql://root:canary-secret@x/y' });
    expect((await server.ended).code).toBe(2);
    const { stdout, stderr } = server.output();
    expect(stdout).toBe('');
    expect(stderr).toMatch(/PORT must be a whole number/);
    expect(stderr).toMatch(/LATENCY_MS must be/);
    expect(stderr).toMatch(/DATABASE_URL must be/);
    expect(stderr).not.toContain('canary-secret');
  });

  test('a database that cannot be reached: one sentence without its password, exit code 1', async () => {
    const server = start({ DATABASE_URL: 'postgres://root:canary-secret@127.0.0.1:1/test' });
    expect((await server.ended).code).toBe(1);
    const { stdout, stderr } = server.output();
    expect(stderr).toContain('the database of DATABASE_URL can not be reached');
    expect(stdout + stderr).not.toContain('canary-secret');
  });

  test.skipIf(postgresql === undefined)('two servers that start on one empty PostgreSQL at the same moment: both serve, each step was done once', async () => {
    const sandbox = await createSandbox(postgresql ?? '');
    try {
      const shared = { DATABASE_URL: sandbox.url, PUBLIC_URL: 'http://portal.example/' };
      const servers = [start(shared), start(shared), start(shared)];
      await Promise.all(servers.map(({ ready }) => ready));
      const addresses = servers.map(({ output }) => /"listeningOn":"([^"]+)"/.exec(output().stdout)?.[1] ?? '');
      const bodies = await Promise.all(addresses.map(async (address) => (await fetch(`${address}/v1/apps/ACME/live/provisioning`)).text()));
      expect(new Set(bodies).size).toBe(1);
      expect(bodies[0]).toContain('http://portal.example/provider/acme/account');
      for (const address of addresses) expect(await signIn(address, 'bob', 'battery-staple')).toBe(200);
      expect(await sandbox.query('select id from migrations order by id')).toEqual([{ id: 1 }, { id: 2 }]);
      expect(await sandbox.query('select cloud_id, channel, document from versions where revision > 1')).toEqual([]);
      expect(await sandbox.query('select count(*)::int as n from versions')).toEqual([{ n: 8 }]);
      for (const { child, ended } of servers) {
        child.kill('SIGTERM');
        expect(await ended).toEqual({ code: 0, signal: null });
      }
    } finally {
      await sandbox.drop();
    }
  }, SLOW);
});
