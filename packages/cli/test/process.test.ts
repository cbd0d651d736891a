import { once } from 'node:events';
import { openSync, closeSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { SIP_PASSWORD, WRONG_PASSWORD } from '@firstring/test-kit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createDeviceFolder, type DeviceFolder } from './device-folder.js';
import { buildLauncher, type Launcher } from './launch.js';
import { formsOf, leaksOf } from './secret-forms.js';
import { PASSWORD, startServices, WHO, type Services } from './services.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let launcher: Launcher;
let services: Services;
let device: DeviceFolder;

beforeAll(async () => {
  [launcher, services] = await Promise.all([buildLauncher(), startServices()]);
});
afterAll(async () => {
  await Promise.all([launcher.remove(), services.close()]);
});
beforeEach(async () => {
  device = createDeviceFolder();
  await services.install();
  services.mock.clear();
});
afterEach(() => device.remove());

const signIn = (): readonly string[] => ['provision', WHO, '--portal', services.portal.url, '--password-stdin'];

async function run(args: readonly string[], stdin = '', environment: NodeJS.ProcessEnv = {}) {
  return launcher.start(args, { stdin, environment: { ...device.environment, ...environment } }).ended;
}

describe('the program as a process of its own', () => {
  test('the whole way: sign in, then everything with the servers gone', async () => {
    const signed = await run(signIn(), `${PASSWORD}\n`);
    expect(signed).toMatchObject({ code: 0, signal: null });
    expect(signed.out).toMatch(/^✓ Ready\n {2}Signed in {5}alice@ACME\n/);
    expect(signed.err).toMatch(/100 % {2}saved\n$/);

    await services.portal.refuse(true);
    await services.provider.refuse(true);
    try {
      const status = await run(['status']);
      expect(status).toMatchObject({ code: 0, err: '' });
      expect(status.out).toMatch(/SIP {11}1001@sip\.acme\.example:5061/);
      const explained = await run(['explain', 'account.codecOrder']);
      expect(explained).toMatchObject({ code: 0, err: '' });
      expect(explained.out).toMatch(/^account\.codecOrder = «9,8,0»\n {2}won by/);

      const saved = await device.fingerprint();
      const unreachable = await run(signIn(), `${PASSWORD}\n`);
      expect(unreachable).toMatchObject({ code: 4, out: '' });
      expect(unreachable.err).toMatch(/^Saved on this device/);
      expect(unreachable.err).toContain('network.refused');
      expect(await device.fingerprint()).toBe(saved);
    } finally {
      await services.portal.refuse(false);
      await services.provider.refuse(false);
    }
  });

  test('a wrong password: the provider\'s sentence, 3, and the store byte for byte as it was', async () => {
    expect(await run(signIn(), 'wrong\n')).toMatchObject({ code: 3, out: '', err: expect.stringContaining(`✗ ${WRONG_PASSWORD}\n`) as string });
    expect(await device.files()).toEqual([]);
    await run(signIn(), `${PASSWORD}\n`);
    const saved = await device.fingerprint();
    const refused = await run([...signIn(), '--json'], 'wrong\n');
    expect(refused).toMatchObject({ code: 3, err: '' });
    expect(JSON.parse(refused.out)).toMatchObject({ ok: false, exitCode: 3, problem: { code: 'provider.refused', message: WRONG_PASSWORD } });
    expect(await device.fingerprint()).toBe(saved);
  });

  test('a state folder that is a file: 6', async () => {
    await writeFile(device.state, '');
    expect(await run(signIn(), `${PASSWORD}\n`)).toMatchObject({ code: 6, out: '', err: expect.stringContaining('storage.failed') as string });
  });

  test('a mistake: 2, and JSON for a machine', async () => {
    expect(await run(['provision', WHO])).toMatchObject({ code: 2, out: '', err: expect.stringContaining('--portal') as string });
    const { code, out, err } = await run(['provision', WHO, '--portl', 'x', '--json']);
    expect({ code, err, json: JSON.parse(out) as unknown }).toMatchObject({ code: 2, err: '', json: { ok: false, exitCode: 2, problem: { code: 'usage.unknown-option' } } });
  });

  test('ends although standard input stays open behind the password', async () => {
    const { child, ended } = launcher.start(signIn(), { environment: device.environment });
    child.stdin?.write(`${PASSWORD}\nmore`);
    expect(await ended).toMatchObject({ code: 0 });
  });

  test('waits for nobody where there is no terminal', async () => {
    const { ended } = launcher.start(signIn().slice(0, -1), { environment: device.environment }); // an open pipe that says nothing
    expect(await ended).toMatchObject({ code: 2, err: expect.stringContaining('Please enter your password.') as string });
  });
});

describe('S4: a canary password', () => {
  test('the search finds what it looks for', () => {
    for (const { form, bytes } of formsOf(PASSWORD)) expect(leaksOf(PASSWORD, Buffer.concat([Buffer.from('x\u0000'), bytes, Buffer.from('y')])), form).toContain(form);
    for (const shift of [0, 1, 2, 3, 4]) {
      const around = Buffer.from(`${'x'.repeat(shift)}${PASSWORD}yy`).toString('base64');
      expect(leaksOf(PASSWORD, Buffer.from(around))).toContain(`base64 +${String(shift % 3)}`);
    }
  });

  test('is nowhere in outputs, state and keys, though the device knows it', async () => {
    const written: string[] = [];
    const runs: readonly (readonly [readonly string[], string])[] = [
      [signIn(), 'canary-wrong-77\n'],
      [signIn(), `${PASSWORD}\n`],
      [[...signIn(), '--json'], `${PASSWORD}\n`],
      [[...signIn(), '--json'], 'canary-wrong-77\n'],
      [['status'], ''],
      [['status', '--json'], ''],
      [['explain', 'account.password'], ''],
      [['explain', 'service.InitialProvisioningPostData', '--json'], ''],
    ];
    for (const [args, stdin] of runs) {
      const { out, err } = await run(args, stdin, { NODE_DEBUG: '' });
      written.push(out, err);
    }
    const files = await device.files();
    expect(files.some(({ name }) => name.startsWith('state'))).toBe(true);
    expect(files.some(({ name }) => name.startsWith('config'))).toBe(true);
    for (const secret of [PASSWORD, 'canary-wrong-77', SIP_PASSWORD]) {
      for (const text of written) expect(leaksOf(secret, Buffer.from(text))).toEqual([]);
      for (const { name, bytes } of files) expect([name, leaksOf(secret, bytes)]).toEqual([name, []]);
    }
    expect(services.mock.requests().filter(({ document }) => document === 'extprov')).toHaveLength(4); // it was really used
  });
});

describe('an interrupt', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('F8: %s ends a hanging sign-in with 130 and leaves the store as it was', async (signal) => {
    await run(signIn(), `${PASSWORD}\n`);
    const saved = await device.fingerprint();
    await services.behave('extprov', { transport: { fault: { kind: 'hang' } } });
    services.mock.clear();
    const { child, ended } = launcher.start(signIn(), { stdin: `${PASSWORD}\n`, environment: device.environment });
    await vi.waitFor(() => {
      expect(services.mock.requests().map(({ document }) => document)).toContain('extprov');
    }, 20_000);
    child.kill(signal);
    const { code, out, err } = await ended;
    expect({ code, out }).toEqual({ code: 130, out: '' });
    expect(err).toMatch(/✗ Cancelled\.\n {2}What was saved before is unchanged and in use\.\n/);
    expect(await device.fingerprint()).toBe(saved);
    expect(await run(['status'])).toMatchObject({ code: 0 });
  });

  test('while it waits for a password on standard input', async () => {
    const { child, ended } = launcher.start(signIn(), { environment: device.environment });
    child.stderr?.once('data', () => child.kill('SIGINT')); // it says what is saved before it reads
    const { code, out, err, signal } = await ended;
    expect({ code, signal, out }).toEqual({ code: 130, signal: null, out: '' });
    expect(err).toContain('run.cancelled');
    expect(services.mock.requests()).toEqual([]);
  });
});

describe('an output that nobody reads', () => {
  test.each([[['status']], [['status', '--json']], [['--help']]])('%j does not crash on a closed pipe', async (args) => {
    const { child, ended } = launcher.start(args, { stdin: '', environment: device.environment });
    child.stdout?.destroy();
    const { code, signal, err } = await ended;
    expect(signal).toBeNull();
    expect([0, 7]).toContain(code);
    expect(err).not.toMatch(/EPIPE|\n\s+at /);
  });

  test('a sign-in whose progress nobody reads any more is completed', async () => {
    const { child, ended } = launcher.start(signIn(), { environment: device.environment });
    child.stderr?.destroy();
    child.stdout?.destroy();
    child.stdin?.end(`${PASSWORD}\n`);
    expect(await ended).toMatchObject({ code: 0, signal: null });
    expect(await run(['status'])).toMatchObject({ code: 0 });
  });

  test.runIf(process.platform === 'linux')('what a full disk lost is no success', async () => {
    const full = openSync('/dev/full', 'w');
    const { child } = launcher.start(['--help'], { stdio: ['ignore', full, 'ignore'], environment: device.environment });
    const [code] = (await once(child, 'exit')) as [number];
    closeSync(full);
    expect(code).toBe(1);
  });
});
