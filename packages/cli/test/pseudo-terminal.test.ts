import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createDeviceFolder, type DeviceFolder } from './device-folder.js';
import { buildLauncher, type Launcher } from './launch.js';
import { findPseudoTerminal, openSession, type Session } from './pseudo-terminal.js';
import { PASSWORD, startServices, WHO, type Services } from './services.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const terminal = findPseudoTerminal();
if (terminal === undefined) console.warn('Skipped: neither script of util-linux nor python3 is here to open a pseudo-terminal.');

describe.skipIf(terminal === undefined)('in a real terminal', () => {
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

  function open(who = WHO): Session {
    if (terminal === undefined) throw new Error('no terminal');
    return openSession(terminal, [process.execPath, launcher.path, 'provision', who, '--portal', services.portal.url], device.environment);
  }

  test('the prompt echoes nothing, the steps are redrawn in place, and the summary follows', async () => {
    await services.behave('extprov', { transport: { latencyMs: 400 } });
    const session = open();
    await session.shows('Password of alice@ACME: ');
    session.type(`${PASSWORD}\r`);
    const { code, screen } = await session.ended;
    expect(code).toBe(0);
    expect(screen).not.toContain(PASSWORD);
    for (let from = 0; from + 5 <= PASSWORD.length; from += 1) expect(screen).not.toContain(PASSWORD.slice(from, from + 5));
    expect(screen).toMatch(/Password of alice@ACME: \r?\n/); // nothing between the question and the end of its line
    expect(screen).toContain('\u001b[5A\u001b[2K');
    expect(screen).toMatch(/[⠀-⣿] account service/u);
    expect(screen).toContain(`${'━'.repeat(30)} 100 %`);
    expect(screen).toMatch(/✓\S* Ready/);
    const bars = [...screen.matchAll(/(\d+) %/g)].map((match) => Number(match[1]));
    expect(bars).toEqual([...bars].sort((one, other) => one - other)); // F7
    expect(bars.length).toBeGreaterThan(4);
    expect(new URLSearchParams(services.mock.requests().find(({ document }) => document === 'extprov')?.body).get('pass')).toBe(PASSWORD);
  });

  test('I1: an absent user name is asked for, with echo', async () => {
    const session = open('ACME');
    await session.shows('User name at ACME: ');
    session.type('alice\r');
    await session.shows('Password of alice@ACME: ');
    session.type(`${PASSWORD}\r`);
    const { code, screen } = await session.ended;
    expect(code).toBe(0);
    expect(screen).toMatch(/User name at ACME: alice\r\n/);
  });

  test('Ctrl-C at the prompt: 130, nobody was asked, and the terminal echoes again', async () => {
    const session = open();
    await session.shows('Password of alice@ACME: ');
    session.type('half\u0003');
    const { code, screen } = await session.ended;
    expect(code).toBe(130);
    expect(screen).not.toContain('half');
    expect(services.mock.requests()).toEqual([]);
  });

  test('F8: Ctrl-C during a run: 130, and what was saved stays', async () => {
    const first = open();
    await first.shows('Password of');
    first.type(`${PASSWORD}\r`);
    expect((await first.ended).code).toBe(0);
    const saved = await device.fingerprint();
    await services.behave('extprov', { transport: { fault: { kind: 'hang' } } });
    const second = open();
    await second.shows('Saved on this device');
    await second.shows('Password of alice@ACME: ');
    second.type(`${PASSWORD}\r`);
    await vi.waitFor(() => {
      expect(services.mock.requests().filter(({ document }) => document === 'extprov')).toHaveLength(2);
    }, 20_000);
    second.type('\u0003');
    const { code, screen } = await second.ended;
    expect(code).toBe(130);
    expect(screen).toContain('Cancelled.');
    expect(screen.slice(screen.lastIndexOf('━'))).toContain('What was saved before is unchanged and in use.');
    expect(await device.fingerprint()).toBe(saved);
  });
});
