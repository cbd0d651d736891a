import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SIP_PASSWORD } from '@firstring/test-kit';
import { traceChecksum, type Trace } from '../../core/src/trace/trace.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { EXIT } from '../src/exit-code.js';
import { main } from '../src/main.js';
import { createDeviceFolder, type DeviceFolder } from './device-folder.js';
import { fakeTerminal, type FakeTerminal } from './fake-terminal.js';
import { leaksOf } from './secret-forms.js';
import { PASSWORD, startServices, USERNAME, WHO, type Services } from './services.js';

vi.setConfig({ testTimeout: 30_000 });

const WRONG = 'not-the-password';

let services: Services;
let device: DeviceFolder;
let file: string;

beforeAll(async () => {
  services = await startServices();
});
afterAll(() => services.close());
beforeEach(async () => {
  device = createDeviceFolder();
  file = join(device.root, 'run.json');
  vi.stubEnv('XDG_CONFIG_HOME', device.config);
  await services.install();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await device.remove();
});

async function run(args: readonly string[], password: string = PASSWORD): Promise<{ code: number; terminal: FakeTerminal }> {
  const terminal = fakeTerminal({ environment: { ...device.environment, FIRSTRING_PASSWORD: password } });
  return { code: await main(args, terminal), terminal };
}

const provision = (path = file, password: string = PASSWORD, ...more: readonly string[]): ReturnType<typeof run> =>
  run(['provision', WHO, '--portal', services.portal.url, '--record', path, ...more], password);

async function change(how: (trace: Trace) => object): Promise<void> {
  const trace = JSON.parse(await readFile(file, 'utf8')) as Trace;
  const changed = { ...trace, ...how(trace) };
  await writeFile(file, JSON.stringify({ ...changed, checksum: traceChecksum(changed) }));
}

describe('a sign-in over real sockets, recorded', () => {
  test('F6, S4: it replays to its end, and neither a secret nor the person is in it', async () => {
    expect((await provision()).code).toBe(EXIT.ok);
    const written = await readFile(file);
    for (const secret of [PASSWORD, SIP_PASSWORD, USERNAME]) expect(leaksOf(secret, written)).toEqual([]);
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);

    const { code, terminal } = await run(['replay', file]);
    expect(code).toBe(EXIT.ok);
    expect(terminal.err()).toBe('');
    const out = terminal.out();
    expect(out).toMatch(/^firstring \d+\.\d+\.\d+ on .*, http:\/\/127\.0\.0\.1:\d+\n\d+ events from \d{4}-/);
    expect(out).toMatch(/ {2}\+0\.\d{3} s {2}store\.loaded .* starting → empty\n/);
    expect(out).toMatch(/provision\.requested .* empty → running; provisioning running; theme running\n {16}asks for http\.send #\d+ \(provisioning\), http\.send #\d+ \(theme\)\n/);
    expect(out).toMatch(/store\.committed .* saving → ready; run \d+ ended: done; generation 1 in use\n/);
    expect(out).toMatch(/\n✓ \d+ steps, all as they were recorded\.\n$/);
    expect(out).not.toContain('\u001b');
  });

  test('O5: one that failed is written too, and says why; --json is for machines', async () => {
    const failed = await provision(file, WRONG, '--json');
    expect(failed.code).toBe(EXIT.refused);
    expect(failed.terminal.json()).toMatchObject({ trace: file });
    expect(leaksOf(WRONG, await readFile(file))).toEqual([]);
    const { code, terminal } = await run(['replay', file, '--json']);
    expect(code).toBe(EXIT.ok);
    const json = terminal.json() as { readonly steps: readonly { readonly to: string; readonly changes: readonly string[] }[] };
    expect(json).toMatchObject({ ok: true, exitCode: 0, matches: true, dropped: 0, settings: { app: { name: 'firstring' } } });
    expect(json.steps.at(-1)).toMatchObject({ from: 'running', to: 'empty', matches: true, given: false });
    expect(json.steps.at(-1)?.changes).toContain('problem provider.refused (O5)');
  });

  test('R9: nothing of the state folder is touched, and nobody is asked', async () => {
    await provision();
    const before = await device.fingerprint();
    services.mock.clear();
    await run(['replay', file]);
    expect(await device.fingerprint()).toBe(before);
    expect(services.mock.requests()).toEqual([]);
  });

  test('what happened otherwise is told, with an exit code of its own', async () => {
    await provision();
    await change(({ steps }) => ({ steps: steps.map((step, at) => (at === 1 ? { ...step, after: '0'.repeat(16) } : step)) }));
    const { code, terminal } = await run(['replay', file]);
    expect(code).toBe(EXIT.diverged);
    expect(terminal.err()).toMatch(/^✗ This version takes other steps than were recorded\.\n/);
    expect(terminal.out()).toMatch(/\n✗ {1,12}\+0\.\d{3} s .*\n(?: {16}asks .*\n)? {16}this is not what was recorded\n/);
    expect(terminal.out()).toMatch(/\n✗ 1 of \d+ steps are not as they were recorded\.\n$/);
    expect((await run(['replay', file, '--json'])).terminal.json()).toMatchObject({ ok: false, exitCode: EXIT.diverged, matches: false, problem: { code: 'replay.diverged' } });
  });

  test('S4: a trace that was tampered with cannot control the terminal', async () => {
    await provision();
    await change(({ start, steps }) => ({
      start: { ...start, settings: { ...start.settings, app: { ...start.settings.app, name: '\u001b[2J' } } },
      steps: [{ ...steps[0], event: { at: 1, type: '\u001b[31m', id: '\u0007' } }],
    }));
    const { code, terminal } = await run(['replay', file]);
    expect(code).toBe(EXIT.diverged);
    expect(terminal.out() + terminal.err()).not.toMatch(/[\u001b\u0007]/);
  });
});

describe('mistakes', () => {
  test('no file, two, one that is not there, one that is none, one cut off', async () => {
    await provision();
    const text = await readFile(file, 'utf8');
    const other = join(device.root, 'other.json');
    const codeOf = async (...args: readonly string[]): Promise<unknown> => {
      const { code, terminal } = await run(['replay', ...args, '--json']);
      expect(code).toBe(EXIT.usage);
      return (terminal.json()['problem'] as { readonly code: string }).code;
    };
    expect(await codeOf()).toBe('usage.operands');
    expect(await codeOf(file, file)).toBe('usage.operands');
    expect(await codeOf(other)).toBe('usage.file-unreadable');
    await writeFile(other, '{"ok":true}');
    expect(await codeOf(other)).toBe('trace.not-a-trace');
    await writeFile(other, text.slice(0, text.length / 2));
    expect(await codeOf(other)).toBe('trace.damaged');
    await writeFile(other, text.replace('"version":1', '"version":9'));
    expect(await codeOf(other)).toBe('trace.newer-version');
  });

  test('a trace that cannot be written takes nothing back, but is no success', async () => {
    await mkdir(file);
    const { code, terminal } = await provision();
    expect(code).toBe(EXIT.unexpected);
    expect(terminal.err()).toContain('The trace could not be written to ');
    expect(terminal.out()).toMatch(/^✓ Ready\n/);
    expect((await provision(file, PASSWORD, '--json')).terminal.json()).toMatchObject({ ok: false, exitCode: EXIT.unexpected, trace: null });
    expect((await provision(file, WRONG)).code).toBe(EXIT.refused);
  });
});
