import { mkdir, writeFile } from 'node:fs/promises';
import { SIP_PASSWORD, WRONG_PASSWORD, sampleAccount, type Behaviour } from '@firstring/test-kit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { EXIT } from '../src/exit-code.js';
import { main } from '../src/main.js';
import { createDeviceFolder, type DeviceFolder } from './device-folder.js';
import { fakeTerminal, type FakeTerminal, type FakeTerminalOptions } from './fake-terminal.js';
import { PASSWORD, startServices, WHO, type Services } from './services.js';

vi.setConfig({ testTimeout: 30_000 });

let services: Services;
let device: DeviceFolder;

beforeAll(async () => {
  services = await startServices();
});
afterAll(() => services.close());
beforeEach(async () => {
  device = createDeviceFolder();
  vi.stubEnv('XDG_CONFIG_HOME', device.config); // the key's place is the adapter's to choose
  await services.install();
  services.mock.clear();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await device.remove();
});

interface Run extends FakeTerminalOptions {
  readonly password?: string;
  readonly portal?: string;
}

function terminalFor({ password, environment, ...options }: Run): FakeTerminal {
  const given = password === undefined ? {} : { FIRSTRING_PASSWORD: password };
  return fakeTerminal({ ...options, environment: { ...device.environment, ...given, ...environment } });
}

async function provision(args: readonly string[] = [], run: Run = { password: PASSWORD }): Promise<{ code: number; terminal: FakeTerminal }> {
  const terminal = terminalFor(run);
  const code = await main(['provision', WHO, '--portal', run.portal ?? services.portal.url, ...args], terminal);
  expect(terminal.listening()).toBe(0);
  return { code, terminal };
}

describe('success', () => {
  test('F6: progress on standard error, the summary on standard output, exit code 0', async () => {
    const { code, terminal } = await provision();
    expect(code).toBe(EXIT.ok);
    expect(terminal.err()).toMatch(/^Nothing is saved on this device yet\.\n {2}\d %  base configuration: running\n/);
    expect(terminal.err()).toMatch(/\n 95 % {2}account service: done [\d.]+ k?B in \d+ ms\n100 % {2}saved\n$/);
    expect(terminal.err()).not.toContain('\u001b');
    const out = terminal.out();
    expect(out).toMatch(/^✓ Ready\n {2}Signed in {5}alice@ACME\n {2}Account {7}Žofie 1001 📞\n {2}SIP {11}1001@sip\.acme\.example:5061, tls\+sip:\n/);
    expect(out).toMatch(/Password {6}••••••\n {2}Codecs {8}9,8,0\n/);
    expect(out).toMatch(/Quick dials {3}.*reception/);
    expect(out).toContain(device.state);
    expect(out).toMatch(/firstring explain account\.codecOrder\n$/);
    expect(out).not.toContain('\u001b');
  });

  test('a terminal gets the live view and colours', async () => {
    const { code, terminal } = await provision([], { tty: true, password: PASSWORD });
    expect(code).toBe(EXIT.ok);
    expect(terminal.err()).toContain('\u001b[5A');
    expect(terminal.out()).toContain('\u001b[32m✓\u001b[0m Ready');
  });

  test('--json: one object on standard output, nothing on standard error', async () => {
    const { code, terminal } = await provision(['--json']);
    expect(code).toBe(EXIT.ok);
    expect(terminal.err()).toBe('');
    expect(terminal.out().split('\n')).toHaveLength(2);
    expect(terminal.json()).toMatchObject({
      ok: true, exitCode: 0, phase: 'ready', progress: 1, stateDir: device.state, identity: { cloudId: 'ACME', username: 'alice' }, plainHttp: [],
      steps: { provisioning: { status: 'done' }, theme: { status: 'done' }, global_extprov: { status: 'done' }, extprov: { status: 'done' } },
      profile: { account: { username: '1001', acmeSeat: '••••••', password: '••••••' }, quickDial: expect.arrayContaining([{ id: 'reception', nodes: expect.objectContaining({ uri: '900' }) as unknown }]) as unknown },
    });
    expect(terminal.json()).not.toHaveProperty('problem');
  });

  test('--overlap asks for 3 and 4 together (F3)', async () => {
    await services.behave('global_extprov', { transport: { latencyMs: 80 } });
    expect((await provision(['--overlap'])).code).toBe(EXIT.ok);
    const log = services.mock.requests();
    const end = log.find(({ document }) => document === 'global_extprov')?.end?.sequence ?? 0;
    expect(log.find(({ document }) => document === 'extprov')?.sequence).toBeLessThan(end);
  });
});

describe('where the password comes from', () => {
  const sentPassword = (): string | null => new URLSearchParams(services.mock.requests().find(({ document }) => document === 'extprov')?.body).get('pass');

  test('the prompt of a terminal, of which nothing is echoed', async () => {
    const terminal = terminalFor({ tty: true });
    terminal.answer('Password of alice@ACME: ', `${PASSWORD}\r`);
    expect(await main(['provision', WHO, '--portal', services.portal.url], terminal)).toBe(EXIT.ok);
    expect(terminal.raw).toEqual([true, false]);
    expect(terminal.err() + terminal.out()).not.toContain(PASSWORD);
    expect(sentPassword()).toBe(PASSWORD);
  });

  test('standard input before the environment', async () => {
    const { code } = await provision(['--password-stdin'], { stdin: `${PASSWORD}\n`, password: 'of the environment' });
    expect(code).toBe(EXIT.ok);
    expect(sentPassword()).toBe(PASSWORD);
  });

  test('--password-stdin at a terminal asks like a prompt, so that nothing is echoed', async () => {
    const terminal = terminalFor({ tty: true, password: 'of the environment' });
    terminal.answer('Password of alice@ACME: ', `${PASSWORD}\r`);
    expect(await main(['provision', WHO, '--portal', services.portal.url, '--password-stdin'], terminal)).toBe(EXIT.ok);
    expect(sentPassword()).toBe(PASSWORD);
  });

  test('I1: an absent user name is asked for, an empty one is not', async () => {
    const terminal = terminalFor({ tty: true });
    terminal.answer('User name at ACME: ', 'alice\n');
    terminal.answer('Password of alice@ACME: ', `${PASSWORD}\r`);
    expect(await main(['provision', 'ACME', '--portal', services.portal.url], terminal)).toBe(EXIT.ok);
    const empty = terminalFor({ tty: true });
    empty.answer('Password of ACME: ', 'x\r');
    expect(await main(['provision', '@ACME', '--portal', services.portal.url], empty)).toBe(EXIT.refused);
  });

  test('I1: nobody to be asked: the core misses it, and the hint says where to give it', async () => {
    const { code, terminal } = await provision([], {});
    expect(code).toBe(EXIT.usage);
    expect(terminal.err()).toContain('✗ Please enter your password.\n  Give it at the prompt of a terminal, with --password-stdin, or in FIRSTRING_PASSWORD.\n');
    expect(services.mock.requests().map(({ document }) => document)).not.toContain('extprov');
  });

  test.each([[Uint8Array.of(0xff, 0x0a)], ['x'.repeat(100_000)]])('what is no line of text is refused before anything is asked', async (stdin) => {
    const { code, terminal } = await provision(['--password-stdin', '--json'], { stdin });
    expect(code).toBe(EXIT.usage);
    expect(terminal.json()).toMatchObject({ ok: false, exitCode: 2, problem: { code: 'usage.password-encoding' } });
    expect(services.mock.requests()).toEqual([]);
  });

  test('Ctrl-C at the prompt: 130, and nobody was asked', async () => {
    const terminal = terminalFor({ tty: true });
    terminal.answer('Password of alice@ACME: ', 'abc\u0003');
    expect(await main(['provision', WHO, '--portal', services.portal.url], terminal)).toBe(EXIT.interrupted);
    expect(services.mock.requests()).toEqual([]);
    expect(await device.files()).toEqual([]);
  });
});

describe('refusals', () => {
  test('O5, D8: a wrong password ends with the provider\'s sentence and 3', async () => {
    const { code, terminal } = await provision([], { password: 'wrong' });
    expect(code).toBe(EXIT.refused);
    expect(terminal.out()).toBe('');
    expect(terminal.err()).toContain(`✗ ${WRONG_PASSWORD}\n  (Your provider did not accept this sign-in.)\n  provider.refused: The provider answered 401 for extprov (O5).\n`);
    expect(await device.files()).toEqual([]);
  });

  test('the same for a machine', async () => {
    const { code, terminal } = await provision(['--json'], { password: 'wrong' });
    expect(code).toBe(EXIT.refused);
    expect(terminal.err()).toBe('');
    expect(terminal.json()).toMatchObject({
      ok: false, exitCode: 3, outcome: 'O5',
      problem: { code: 'provider.refused', person: 'Your provider did not accept this sign-in.', engineer: 'The provider answered 401 for extprov (O5).', message: WRONG_PASSWORD, details: { status: 401 } },
    });
  });

  test('O17: an unknown cloud ID', async () => {
    const terminal = terminalFor({ password: 'x' });
    expect(await main(['provision', 'alice@NOBODY', '--portal', services.portal.url], terminal)).toBe(EXIT.refused);
    expect(terminal.err()).toContain('cloud-id.unknown');
  });

  test('O3: nobody answers: 4', async () => {
    const { code, terminal } = await provision([], { password: PASSWORD, portal: 'http://127.0.0.1:9' });
    expect(code).toBe(EXIT.unreachable);
    expect(terminal.err()).toContain('network.refused: The connection to http://127.0.0.1:9 was refused: ECONNREFUSED (O3).');
  });

  test('O6: busy, with the time of Retry-After', async () => {
    await services.behave('provisioning', { status: 503, headers: [['retry-after', '120']] });
    const { code, terminal } = await provision();
    expect(code).toBe(EXIT.unreachable);
    expect(terminal.err()).toMatch(/Try again at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\./);
  });

  test('O10: every fault of an incomplete account with its node: 5', async () => {
    await services.behave('extprov', { body: '<account><username> </username><expires>5</expires></account>' });
    const { code, terminal } = await provision();
    expect(code).toBe(EXIT.unusable);
    for (const node of ['title', 'host', 'expires']) expect(terminal.err()).toMatch(new RegExp(`^ {2}- ${node}: `, 'm'));
  });

  test('O13: a state folder that is a file: 6, and it says which', async () => {
    await writeFile(device.state, 'a file');
    const { code, terminal } = await provision();
    expect(code).toBe(EXIT.storage);
    expect(terminal.err()).toContain(`State is kept in ${device.state}`);
    expect(services.mock.requests()).toEqual([]); // known before anything was asked
  });

  test('O13: a folder that cannot be made is found out at the commit', async () => {
    await mkdir(device.state, { recursive: true });
    await writeFile(device.config, 'a file'); // no place for the key
    const { code, terminal } = await provision(['--json']);
    expect(code).toBe(EXIT.storage);
    expect(terminal.json()).toMatchObject({ ok: false, exitCode: 6, phase: 'unsaved', outcome: 'O13' });
  });
});

describe('a second time, like a device', () => {
  test('the saved profile is shown before anything is asked, and replaced on success', async () => {
    expect((await provision()).code).toBe(EXIT.ok);
    const first = await device.fingerprint();
    await services.behave('extprov', { body: sampleAccount({ title: 'Second', username: '1001' }) });
    const { code, terminal } = await provision();
    expect(code).toBe(EXIT.ok);
    expect(terminal.err()).toMatch(
      /^Saved on this device, and in use until a new sign-in has succeeded:\n {2}Signed in {5}alice@ACME, since \d{4}-.*\n {2}Account {7}Žofie 1001 📞\n {2}SIP {11}1001@sip\.acme\.example:5061, tls\+sip:\n {2}\d %/,
    );
    expect(terminal.out()).toMatch(/Account {7}Second\n/);
    expect(await device.fingerprint()).not.toBe(first);
  });

  test('it is shown before the password is asked for', async () => {
    await provision();
    const terminal = terminalFor({ tty: true, environment: { NO_COLOR: '1' } });
    terminal.answer('Password of alice@ACME: ', '\u0003');
    expect(await main(['provision', WHO, '--portal', services.portal.url], terminal)).toBe(EXIT.interrupted);
    expect(terminal.err()).toMatch(/^Saved on this device[^]*Password of alice@ACME: \n✗ Cancelled\./);
  });

  test.each<readonly [string, Parameters<Services['behave']>[0], Behaviour, number]>([
    ['portal refuses', 'provisioning', { status: 403 }, EXIT.refused],
    ['portal is busy', 'theme', { status: 503 }, EXIT.unreachable],
    ['portal resets', 'provisioning', { transport: { fault: { kind: 'reset' } } }, EXIT.unreachable],
    ['global service sends a web page', 'global_extprov', { body: '<!doctype html><title>Sign in</title>' }, EXIT.unusable],
    ['account is cut off', 'extprov', { transport: { fault: { kind: 'close', afterBytes: 60 } } }, EXIT.unusable],
    ['account is not well-formed', 'extprov', { body: '<account><title>x</account>' }, EXIT.unusable],
    ['account is not complete', 'extprov', { body: '<account><title>x</title><host> </host></account>' }, EXIT.unusable],
    ['wrong password', 'extprov', { status: 401, body: '<error><message>No.</message></error>' }, EXIT.refused],
    ['redirect away', 'extprov', { status: 302, headers: [['location', 'http://198.51.100.1/']] }, EXIT.unusable],
  ])('F5: %s: what was saved is the same, byte for byte, and in use', async (_name, document, behaviour, exitCode) => {
    await provision();
    const saved = await device.fingerprint();
    await services.behave(document, behaviour);
    const { code, terminal } = await provision();
    expect(code).toBe(exitCode);
    expect(terminal.out()).toBe('');
    expect(terminal.err()).toContain('What was saved before is unchanged and in use.');
    expect(await device.fingerprint()).toBe(saved);
    const json = await provision(['--json']);
    expect(json.terminal.json()).toMatchObject({ ok: false, exitCode, identity: { cloudId: 'ACME' }, profile: { account: { username: '1001' } } });
    expect(await device.fingerprint()).toBe(saved);
  });

  test('F8: an interrupt cancels, 130, and leaves what was saved', async () => {
    await provision();
    const saved = await device.fingerprint();
    await services.behave('extprov', { transport: { fault: { kind: 'hang' } } });
    services.mock.clear();
    const terminal = terminalFor({ password: PASSWORD });
    const running = main(['provision', WHO, '--portal', services.portal.url], terminal);
    await vi.waitFor(() => {
      expect(services.mock.requests().map(({ document }) => document)).toContain('extprov');
    });
    terminal.interrupt();
    expect(await running).toBe(EXIT.interrupted);
    expect(terminal.err()).toMatch(/✗ Cancelled\.\n {2}What was saved before is unchanged and in use\.\n/);
    expect(await device.fingerprint()).toBe(saved);
    await vi.waitFor(() => {
      expect(services.mock.requests().find(({ document }) => document === 'extprov')?.end?.how).toBe('aborted');
    });
  });

  test('F10: another instance is another device', async () => {
    await provision();
    expect((await provision(['--instance', 'two'], { password: 'wrong' })).terminal.err()).toMatch(/^Nothing is saved on this device yet/);
  });
});

describe('mistakes are told before anything is asked of anybody', () => {
  test.each<readonly [readonly string[], string, string]>([
    [['provision'], 'usage.operands', 'provision takes [USER@]CLOUDID'],
    [['provision', 'alice@ACME', 'hunter2'], 'usage.operands', 'a password is never one'],
    [['provision', 'alice@ACME'], 'usage.portal-missing', '--portal'],
    [['provision', 'csc:alice:hunter2@ACME', '--portal', 'https://p.example'], 'usage.password-argument', 'never an argument'],
    [['provision', 'bob@', '--portal', 'https://p.example'], 'input.cloud-id-missing', 'enter your cloud ID'],
    [['provision', 'bob@a b', '--portal', 'https://p.example'], 'input.cloud-id-malformed', 'characters'],
    [['provision', 'bob@ACME', '--portal', 'portal.example'], 'url.malformed', 'address'],
    [['provision', 'bob@ACME', '--portal', 'ftp://portal.example'], 'url.malformed', 'address'],
    [['provision', 'bob@ACME', '--portal', 'http://portal.example'], 'url.insecure', 'not secure'],
    [['provison', 'bob@ACME'], 'usage.unknown-command', 'Did you mean «firstring provision»?'],
    [['\u001b[31mx'], 'usage.unknown-command', 'There is no command «·[31mx».'],
  ])('%j', async (args, code, says) => {
    const terminal = terminalFor({ tty: true });
    expect(await main(args, terminal)).toBe(EXIT.usage);
    expect(terminal.out()).toBe('');
    expect(terminal.err()).toContain(says);
    expect(terminal.err()).toContain(`${code}: `);
    expect(terminal.raw).toEqual([]);
    const machine = terminalFor({});
    expect(await main([...args, '--json'], machine)).toBe(EXIT.usage);
    expect(machine.err()).toBe('');
    const json = machine.json();
    expect(json).toMatchObject({ ok: false, exitCode: 2, problem: { code, person: expect.any(String) as string, engineer: expect.any(String) as string } });
    expect(machine.out() + terminal.err()).not.toContain('hunter2');
    expect(await device.files()).toEqual([]);
  });

  test('W9: plain http beyond this machine says what would allow it', async () => {
    const terminal = terminalFor({});
    await main(['provision', 'bob@ACME', '--portal', 'http://portal.example'], terminal);
    expect(terminal.err()).toContain('--allow-http');
  });

  test('a code without its password fills in the form (I6)', async () => {
    const terminal = terminalFor({ password: PASSWORD });
    expect(await main(['provision', 'csc:alice@ACME', '--portal', services.portal.url], terminal)).toBe(EXIT.ok);
  });
});

// 0.0.0.0 is no loopback address by W9, but on Linux it reaches this machine.
describe.runIf(process.platform === 'linux')('--allow-http', () => {
  const beyond = (url: string): string => url.replace('127.0.0.1', '0.0.0.0');
  const WARNING = /Warning: (\S+) is asked over plain http/g;

  test('W9: on this machine it changes nothing and warns of nothing', async () => {
    const { code, terminal } = await provision(['--allow-http']);
    expect(code).toBe(EXIT.ok);
    expect(terminal.err()).not.toContain('Warning');
  });

  test('W9: beyond it there is a warning for each server, and the password arrives empty', async () => {
    await services.install({ providerUrl: beyond(services.provider.url) });
    const { code, terminal } = await provision(['--allow-http'], { password: PASSWORD, portal: beyond(services.portal.url) });
    expect(code).toBe(EXIT.refused);
    expect([...terminal.err().matchAll(WARNING)].map((match) => match[1])).toEqual([beyond(services.portal.url), beyond(services.provider.url)]);
    expect(services.mock.requests().find(({ document }) => document === 'extprov')?.body).toBe('user=alice&pass=&code=ACME');
  });

  test('W9: a portal here with a provider beyond: the warning is about the provider, and above the live view', async () => {
    await services.install({ providerUrl: beyond(services.provider.url) });
    const { terminal } = await provision(['--allow-http'], { password: PASSWORD, tty: true, environment: { NO_COLOR: '1' } });
    expect([...terminal.err().matchAll(WARNING)].map((match) => match[1])).toEqual([beyond(services.provider.url)]);
    expect(terminal.err()).toMatch(/\u001b\[5A\u001b\[JWarning:/);
  });

  test('W9: for a machine the warning stands in the object too', async () => {
    const { terminal } = await provision(['--allow-http', '--json'], { password: PASSWORD, portal: beyond(services.portal.url) });
    expect(terminal.json()).toMatchObject({ plainHttp: [beyond(services.portal.url)] });
    expect(terminal.err()).toMatch(WARNING);
  });

  test('W9: without it a provider beyond is refused before a byte is sent', async () => {
    await services.install({ providerUrl: beyond(services.provider.url) });
    const { code, terminal } = await provision();
    expect(code).toBe(EXIT.unusable);
    expect(terminal.err()).toContain('--allow-http');
    expect(services.mock.requests().every(({ side }) => side === 'portal')).toBe(true);
  });
});

describe('hostile text of a server', () => {
  const HOSTILE = '\u009b2J\u009d0;owned\u009c\u202eevil';

  test('D8: cannot control the terminal in a refusal', async () => {
    const message = `${HOSTILE}\u001b[31m`;
    await services.behave('extprov', { status: 401, headers: [['content-type', 'application/json']], body: JSON.stringify({ message }) });
    for (const args of [[], ['--json']]) {
      const { terminal } = await provision(args);
      expect(terminal.err() + terminal.out()).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    }
  });

  test('S4: cannot control it in the summary, in status or in an explanation', async () => {
    const long = 'x'.repeat(100_000);
    await services.behave('extprov', {
      body: sampleAccount({ title: `${HOSTILE}${long}`, nodes: [['codecOrder', HOSTILE], ['na\u200eme', HOSTILE], ['transport', 'udp']] }).replace('na\u200eme', 'n1').replace('na\u200eme', 'n1'),
    });
    const { code, terminal } = await provision();
    expect(code).toBe(EXIT.ok);
    expect(terminal.out().length).toBeLessThan(2_000); // at a glance
    const written = [terminal.err() + terminal.out()];
    for (const args of [['status'], ['status', '--json'], ['explain', 'account.codecOrder'], ['explain', 'account.title', '--json'], ['explain', `account.${HOSTILE}`]]) {
      const next = terminalFor({});
      await main(args, next);
      written.push(next.err() + next.out());
    }
    for (const text of written) expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });
});

test('S4: nothing that is written holds a secret', async () => {
  const texts: string[] = [];
  for (const args of [[], ['--json']]) {
    for (const password of ['canary-wrong-77', PASSWORD]) {
      const { terminal } = await provision(args, { password });
      texts.push(terminal.out(), terminal.err());
    }
  }
  for (const args of [['status'], ['status', '--json'], ['explain', 'account.password'], ['explain', 'account.password', '--json'], ['explain', 'service.InitialProvisioningPostData', '--json']]) {
    const terminal = terminalFor({});
    await main(args, terminal);
    texts.push(terminal.out(), terminal.err());
  }
  for (const text of texts) for (const secret of [PASSWORD, 'canary-wrong-77', SIP_PASSWORD, SIP_PASSWORD.trim()]) expect(text).not.toContain(secret);
});
