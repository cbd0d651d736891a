import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { EXIT } from '../src/exit-code.js';
import { main } from '../src/main.js';
import { USAGE } from '../src/usage.js';
import { VERSION } from '../src/version.js';
import { createDeviceFolder, type DeviceFolder } from './device-folder.js';
import { fakeTerminal, type FakeTerminal } from './fake-terminal.js';
import { PASSWORD, startServices, WHO, type Services } from './services.js';

vi.setConfig({ testTimeout: 30_000 });

let services: Services;
let device: DeviceFolder;

beforeAll(async () => {
  services = await startServices();
});
afterAll(() => services.close());
beforeEach(() => {
  device = createDeviceFolder();
  vi.stubEnv('XDG_CONFIG_HOME', device.config);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await device.remove();
});

async function run(...args: readonly string[]): Promise<{ code: number; terminal: FakeTerminal }> {
  const terminal = fakeTerminal({ environment: { ...device.environment, FIRSTRING_PASSWORD: PASSWORD } });
  const code = await main(args, terminal);
  return { code, terminal };
}

const signIn = (): Promise<unknown> => run('provision', WHO, '--portal', services.portal.url);

describe('on an empty device', () => {
  test.each([['status'], ['explain', 'account.title']])('%s ends with 7, in a sentence, and writes no file', async (...args) => {
    const { code, terminal } = await run(...args);
    expect(code).toBe(EXIT.nothingSaved);
    expect(terminal.out()).toBe('');
    expect(terminal.err()).toMatch(/^✗ Nobody is signed in on this device\.\n/);
    const json = await run(...args, '--json');
    expect(json.code).toBe(EXIT.nothingSaved);
    expect(json.terminal.json()).toMatchObject({ ok: false, exitCode: 7, problem: { code: 'device.empty' } });
    expect(await device.files()).toEqual([]);
  });

  test('sign-out is fine', async () => {
    const { code, terminal } = await run('sign-out');
    expect(code).toBe(EXIT.ok);
    expect(terminal.out()).toMatch(/^Nobody was signed in/);
  });
});

describe('with a profile saved, and no server to be asked', () => {
  beforeEach(async () => {
    await signIn();
    services.mock.clear();
  });
  afterEach(() => {
    expect(services.mock.requests()).toEqual([]);
  });

  test('status shows the summary and changes no byte', async () => {
    const saved = await device.fingerprint();
    const { code, terminal } = await run('status');
    expect(code).toBe(EXIT.ok);
    expect(terminal.out()).toMatch(/^✓ Ready\n {2}Signed in {5}alice@ACME\n/);
    expect(terminal.err()).toBe('');
    const json = await run('status', '--json');
    expect(json.terminal.json()).toMatchObject({ ok: true, exitCode: 0, phase: 'ready', secretLevel: 'obfuscated', stateDir: device.state, profile: { account: { codecOrder: '9,8,0' } } });
    expect(await device.fingerprint()).toBe(saved);
  });

  test('M10: explain names winner, losers and why', async () => {
    const { code, terminal } = await run('explain', 'account.codecOrder');
    expect(code).toBe(EXIT.ok);
    const lines = terminal.out().split('\n');
    expect(lines[0]).toBe('account.codecOrder = «9,8,0»');
    expect(lines[1]).toMatch(/^ {2}won by {3}account(?: \(.*\))?, priority 20, extprov \S+, \d{4}-/);
    expect(terminal.out()).toMatch(/^ {2}lost {5}«8,0» {2}\(lower priority: 10 is below 20; portal/m);
    expect(terminal.out()).toMatch(/^ {2}lost {5}«[\d,]+» {2}\(lower priority: 0 is below 20; defaults, priority 0, built-in, /m);
    expect(terminal.out()).toMatch(/^ {2}editable yes$/m);
  });

  test('M8: what is locked says so', async () => {
    expect((await run('explain', 'quickDial.reception.uri')).terminal.out()).toMatch(/^ {2}editable no: locked by the global layer with priority 50/m);
  });

  test('the same for a machine, in one object', async () => {
    const { code, terminal } = await run('explain', 'account.codecOrder', '--json');
    expect(code).toBe(EXIT.ok);
    expect(terminal.json()).toMatchObject({ ok: true, exitCode: 0, found: true, path: 'account.codecOrder', winner: { value: '9,8,0', priority: 20 } });
  });

  test('S4: a secret is masked', async () => {
    expect((await run('explain', 'account.password')).terminal.out()).toMatch(/^account\.password = «••••••»\n/);
  });

  test('a path that does not exist: 2, and what may have been meant', async () => {
    const { code, terminal } = await run('explain', 'account.codecOrdr');
    expect(code).toBe(EXIT.usage);
    expect(terminal.err()).toContain('account.codecOrdr: no such value in this profile. Did you mean account.codecOrder');
    const json = await run('explain', 'nonsense', '--json');
    expect(json.terminal.json()).toMatchObject({ ok: false, exitCode: 2, found: false, problem: { code: 'usage.unknown-path' } });
  });

  test('R12: sign-out leaves nobody signed in', async () => {
    const { code, terminal } = await run('sign-out', '--json');
    expect(code).toBe(EXIT.ok);
    expect(terminal.json()).toEqual({ ok: true, exitCode: 0, stateDir: device.state });
    expect((await run('status')).code).toBe(EXIT.nothingSaved);
  });

  test('S2: a damaged generation is told: 6, in a sentence and as JSON', async () => {
    const folder = (await readdir(device.state, { recursive: true })).filter((name) => name.endsWith('.json'));
    for (const name of folder) await writeFile(join(device.state, name), (await readFile(join(device.state, name), 'utf8')).slice(0, -20));
    const { code, terminal } = await run('status');
    expect(code).toBe(EXIT.storage);
    expect(terminal.err()).toContain('storage.damaged');
    expect((await run('status', '--json')).terminal.json()).toMatchObject({ ok: false, exitCode: 6, problem: { code: 'storage.damaged' } });
    expect((await run('explain', 'account.title')).code).toBe(EXIT.storage);
  });

  test('S3: without its key the profile is there, its secrets are not: 6', async () => {
    for (const { name } of await device.files()) if (name.startsWith('config')) await writeFile(join(device.root, name), 'not the key');
    const { code, terminal } = await run('status');
    expect(code).toBe(EXIT.storage);
    expect(terminal.err()).toContain('secrets.unavailable');
    expect(terminal.out()).toMatch(/alice@ACME/);
  });
});

describe('a state folder that is a file', () => {
  test.each([['status'], ['explain', 'account.title'], ['sign-out']])('%s ends with 6', async (...args) => {
    await writeFile(device.state, 'a file');
    const { code, terminal } = await run(...args, '--json');
    expect(code).toBe(EXIT.storage);
    expect(terminal.json()).toMatchObject({ ok: false, exitCode: 6, problem: { code: 'storage.failed' } });
    expect(await readFile(device.state, 'utf8')).toBe('a file');
  });
});

describe('help', () => {
  test.each([[], ['help'], ['--help'], ['provision', '-h']])('%j', async (...args) => {
    const { code, terminal } = await run(...args);
    expect(code).toBe(EXIT.ok);
    expect(terminal.out()).toBe(USAGE);
  });

  test('no line of it is wider than 120 columns', () => {
    expect(Math.max(...USAGE.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  test('the version, for machines too', async () => {
    expect((await run('--version')).terminal.out()).toBe(`${VERSION}\n`);
    expect((await run('--version', '--json')).terminal.json()).toEqual({ ok: true, exitCode: 0, version: VERSION });
  });

  test.each([['status', 'x'], ['sign-out', 'x'], ['explain'], ['explain', 'a', 'b']])('operands that do not fit: %j', async (...args) => {
    expect((await run(...args)).code).toBe(EXIT.usage);
    expect((await run(...args, '--json')).terminal.json()).toMatchObject({ ok: false, exitCode: 2, problem: { code: 'usage.operands' } });
  });
});

test('a fault of the program itself: 1, where it arose, never its message', async () => {
  const terminal = fakeTerminal({ environment: new Proxy({}, { get: () => { throw new TypeError('hunter2'); } }) });
  expect(await main(['status', '--json'], terminal)).toBe(EXIT.unexpected);
  expect(terminal.json()).toMatchObject({ ok: false, exitCode: 1, problem: { code: 'cli.unexpected', engineer: expect.stringContaining('TypeError at ') as string } });
  expect(terminal.out()).not.toContain('hunter2');
});
