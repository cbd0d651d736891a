import { describe, expect, test } from 'vitest';
import { deadline } from '../../src/machine/deadline.js';
import type { State } from '../../src/machine/state.js';
import type { DocumentName, SafeElement } from '../../src/document/tree.js';
import { problem } from '../../src/document/problem.js';
import { merge } from '../../src/merge/merge.js';
import { encodeGeneration } from '../../src/store/text.js';
import { ACCOUNT, ACCOUNT_URL, element, ENTROPY, GLOBAL, GLOBAL_URL, Machine, OTHER_CODE, provisioning } from './drive.js';
import { asked, commit, DAY, due, HOUR, inUse, MINUTE, off, REFRESHED, restarted, same, signedIn } from './signed-in.js';

describe('a service that asks who is there', () => {
  const challenge = ['www-authenticate', 'Digest realm="r", nonce="n", qop="auth"'] as const;
  const account = element('account', [...REFRESHED.children, element('extProvAuthUsername', { secret: 's8' }), element('extProvInterval', '3600')]);

  test('W10, R2: the account\'s own service is answered within its attempt, conditions included (R5)', () => {
    const machine = new Machine().fresh().submit().deliver('provisioning', provisioning(ACCOUNT_URL)).deliver('theme', ACCOUNT);
    const id = machine.request('extprov');
    machine.tell({ type: 'http.answered', id, status: 200, headers: [['etag', '"1"']], key: 'k' });
    commit(machine.tell({ type: 'document.read', id, content: { kind: 'xml', root: account }, digest: 'd'.repeat(64) }));
    while (!asked(due(machine)).includes('extprov')) same(machine, ...asked(machine));
    const first = machine.sent().find(({ target }) => target.document === 'extprov');
    expect(first).toMatchObject({ validators: { etag: '"1"', key: 'k' }, target: { service: { prefix: 'extProv' } } });
    machine.answer('extprov', 401, [challenge]);
    expect(machine.commands.map(({ type }) => type)).toEqual(['http.abort', 'http.send']);
    expect(machine.sent()[0]).toMatchObject({ validators: first?.validators, target: { ...first?.target, authentication: { renewed: false } } });
    machine.tell({ type: 'http.answered', id: machine.request('extprov'), status: 304, headers: [], key: 'k' });
    const steps = machine.state.tag === 'running' ? machine.state.run.steps : machine.state.tag === 'ready' ? machine.state.refreshed?.steps : undefined;
    expect(steps?.extprov).toMatchObject({ status: 'unchanged', attempt: 1 });
    expect(steps?.extprov).not.toHaveProperty('authentication');
  });
});

describe('a sign-in that was used once', () => {
  const erased = { type: 'http.refused', problem: problem('input.credentials-missing', { node: 'password' }) } as const;

  test('R2a: a service that needs it is skipped on a refresh, with a warning, and the rest goes on', () => {
    const machine = new Machine().fresh().submit({ oneTime: true }).deliver('provisioning', provisioning(GLOBAL_URL, ACCOUNT_URL)).deliver('theme', ACCOUNT);
    expect(machine.commands.find((command) => command.type === 'http.send')?.target).not.toHaveProperty('scope.absent');
    commit(machine.deliver('global_extprov', GLOBAL).deliver('extprov', REFRESHED));
    due(machine);
    const target = machine.sent().find((command) => command.target.document === 'global_extprov')?.target;
    expect(target).toMatchObject({ scope: { absent: ['password'] } });
    expect(target).toHaveProperty('scope.values', expect.arrayContaining([['username', 'alice']])); // it names who is signed in
    machine.tell({ ...erased, id: machine.request('global_extprov') });
    same(machine, 'provisioning', 'theme');
    expect(machine.state).toMatchObject({ tag: 'ready', refreshed: { result: 'unchanged', steps: { global_extprov: { status: 'skipped' } }, warnings: [{ document: 'global_extprov', code: 'service.input-erased' }] } });
  });

  test('R2a, R9: where the portal makes the account, a change of its document that needs it fails, and nothing changes', () => {
    const portal = (host: string): SafeElement => provisioning(element('account', [element('host', host)]));
    const machine = new Machine().fresh().submit({ oneTime: true }).deliver('provisioning', portal('sip.example')).deliver('theme', ACCOUNT);
    const filled = ['title', 'username', 'password', 'host'].map((name) => ({ name, value: name === 'password' ? { secret: 's1' } : 'sip.example' }));
    const [fill] = machine.commands;
    commit(machine.tell({ type: 'account.filled', id: fill?.type === 'account.fill' ? fill.id : -1, nodes: filled }));
    due(machine).deliver('provisioning', portal('other.example'));
    same(machine, 'theme');
    expect(machine.state).toMatchObject({ tag: 'ready', generation: { number: 1 }, refreshed: { result: 'failed', problem: { code: 'input.credentials-missing', details: { node: 'password' } } } });
  });

  test('I1: on a first run it ends the run', () => {
    const machine = new Machine().fresh().submit().deliver('provisioning', provisioning(ACCOUNT_URL)).deliver('theme', ACCOUNT);
    machine.tell({ ...erased, id: machine.request('extprov') });
    expect(machine.state).toMatchObject({ tag: 'empty', failure: { problem: { code: 'input.credentials-missing' } } });
  });

  test('R9: any other reason why nothing was sent keeps what is there', () => {
    const machine = due(signedIn());
    machine.tell({ ...erased, problem: problem('template.unavailable', { node: 'x' }), id: machine.request('global_extprov') });
    expect(machine.state).toMatchObject({ tag: 'ready', refreshed: { result: 'failed', problem: { code: 'template.unavailable' } } });
  });
});

describe('when', () => {
  test('R1: within a day of the last time everything is asked for again, at the same moment (R13)', () => {
    const machine = signedIn();
    const before = machine.at;
    due(machine);
    expect(machine.at - before).toBeGreaterThanOrEqual(10 * MINUTE);
    expect(machine.at - before).toBeLessThanOrEqual(DAY);
    expect(asked(machine)).toEqual(['provisioning', 'theme', 'global_extprov']);
  });

  test('R4: an account without an interval is asked for at a start of the app only, with one when it passed', () => {
    expect(asked(restarted(signedIn()))).toEqual([]);
    const machine = signedIn();
    machine.at += DAY / 2;
    expect(asked(due(restarted(machine)))).toEqual(['provisioning', 'theme', 'global_extprov', 'extprov']);
    const timed = signedIn(undefined, element('account', [...REFRESHED.children, element('extProvInterval', '3600')]));
    const before = timed.at;
    due(timed);
    expect(asked(timed)).toEqual(['extprov']);
    expect(timed.at - before).toBeLessThanOrEqual(HOUR);
  });

  test('R4: a start asks at most once in 15 minutes', () => {
    const machine = signedIn();
    machine.at += 20 * MINUTE;
    const started = restarted(machine);
    expect(deadline(started.state)).toBe(started.at);
    const [saved] = started.commands;
    expect(saved).toMatchObject({ type: 'book.save', book: { startedAt: started.at } });
    same(due(started), 'provisioning', 'theme', 'global_extprov', 'extprov');
    started.at += 14 * MINUTE;
    const crashed = restarted(started, saved?.type === 'book.save' ? saved.book : {});
    expect(crashed.commands).toEqual([]);
    started.at += MINUTE;
    expect(asked(due(restarted(started, saved?.type === 'book.save' ? saved.book : {})))).toHaveLength(4);
    expect((deadline(started.state) ?? 0) - started.at).toBeGreaterThanOrEqual(10 * MINUTE);
  });

  test('R7: a clock that jumps forward by years asks once, one that jumps back starves nobody', () => {
    const machine = signedIn();
    machine.at += 3_650 * DAY;
    machine.tell({ type: 'clock.reached' });
    same(machine, 'provisioning', 'theme', 'global_extprov');
    expect((deadline(machine.state) ?? 0) - machine.at).toBeGreaterThan(10 * MINUTE);
    machine.at -= 3_650 * DAY;
    machine.tell({ type: 'clock.reached' });
    expect(machine.state.tag).toBe('ready');
    expect((deadline(machine.state) ?? 0) - machine.at).toBeLessThanOrEqual(DAY);
  });
});

describe('what changed', () => {
  test('R5: the same bytes write nothing, announce nothing, and leave the generation the same object', () => {
    const machine = due(signedIn());
    const { before } = machine.state as Extract<State, { tag: 'running' }>;
    same(machine, 'provisioning', 'theme', 'global_extprov');
    expect(machine.commands).toEqual([]);
    expect(inUse(machine)).toBe(before);
    expect(machine.state).toMatchObject({ tag: 'ready', refreshed: { result: 'unchanged' } });
  });

  test('R5: what reads to the same profile writes nothing either', () => {
    const machine = due(signedIn());
    const { before } = machine.state as Extract<State, { tag: 'running' }>;
    machine.deliver('provisioning', provisioning(GLOBAL_URL, ACCOUNT_URL)).deliver('theme', ACCOUNT).deliver('global_extprov', GLOBAL);
    expect(machine.commands).toEqual([]);
    expect(inUse(machine)).toBe(before);
  });

  test('R5: 304 is unchanged where the validators belonged to that request, else it is O2', () => {
    const machine = due(signedIn());
    machine.tell({ type: 'http.answered', id: machine.request('provisioning'), status: 304, headers: [], key: 'k' });
    expect(machine.state).toMatchObject({ tag: 'ready', refreshed: { result: 'failed', outcome: 'O2' } });
  });

  test('D9, R5: checks of the portal that changed are a change, although no value did', () => {
    const checked = provisioning(GLOBAL_URL, ACCOUNT_URL, element('account', [element('prop', [element('validator', '', [['type', 'numeric']])], [['name', 'expires'], ['default', '300']])]));
    const plain = provisioning(GLOBAL_URL, ACCOUNT_URL, element('account', [element('prop', '', [['name', 'expires'], ['default', '300']])]));
    const machine = due(signedIn(plain)).deliver('provisioning', checked);
    commit(same(machine, 'theme', 'global_extprov'));
    expect(inUse(machine).profile?.validators?.map(([name]) => name)).toEqual(['expires']);
  });

  test('R2, R2a: what later calls send is no other person: identity and kept password stay', () => {
    const account = element('account', [...REFRESHED.children, element('cloud_username', 'c-1'), element('cloud_password', { secret: 's7' })]);
    const machine = signedIn(provisioning(GLOBAL_URL, ACCOUNT_URL), account).tell({ type: 'refresh.requested', by: 'person' });
    expect(machine.sent().find(({ target }) => target.document === 'global_extprov')?.target).toHaveProperty('scope.values', expect.arrayContaining([['username', 'c-1'], ['password', { secret: 's7' }]]));
    same(machine, 'provisioning', 'theme', 'global_extprov').deliver('extprov', element('account', [...account.children, element('zone', '2')]));
    expect(inUse(commit(machine)).profile).toMatchObject({ identity: { username: 'alice' }, password: { secret: 's1' } });
  });

  test('R2, W6: nodes with children are no text that a template could hold', () => {
    const rules = element('rules', [element('rule', 'x')]);
    const machine = signedIn(undefined, element('account', [...REFRESHED.children, rules, element('zone', '7')]));
    const account = machine.tell({ type: 'refresh.requested', by: 'person', only: ['extprov'] }).sent()[0]?.target;
    expect(account).toHaveProperty('scope.account', expect.arrayContaining([['zone', '7']]));
    expect(account).not.toHaveProperty('scope.account', expect.arrayContaining([expect.arrayContaining(['rules'])]));
  });

  test('R2: the account is refreshed by its own service, and what it brings is committed as the next generation', () => {
    const machine = signedIn();
    machine.tell({ type: 'refresh.requested', by: 'person', only: ['extprov'] });
    const [command] = machine.sent();
    expect(command?.target).toMatchObject({ to: 'provider', document: 'extprov', service: { prefix: 'extProv', url: 'https://prov.example/again?u=%account[username]%' } });
    expect(command?.target).toHaveProperty('scope.account', expect.arrayContaining([['username', '1001']]));
    machine.deliver('extprov', element('account', [...REFRESHED.children, element('displayNumber', '42')]));
    commit(machine);
    expect(machine.state).toMatchObject({ tag: 'ready', stored: 2, refreshed: { result: 'changed' } });
    const { profile } = inUse(machine);
    expect(profile && merge(profile.layers).account).toContainEqual(['displayNumber', '42']);
    expect(profile).toMatchObject({ identity: { username: 'alice' }, password: { secret: 's1' } });
    expect(profile?.documents.map(([name]) => name)).toEqual(['provisioning', 'theme', 'global_extprov', 'extprov']);
  });

  test('M4: a service that is no longer configured is asked no more, and its layer goes', () => {
    const machine = due(signedIn());
    const aborted = machine.request('global_extprov');
    machine.deliver('provisioning', provisioning(ACCOUNT_URL));
    expect(machine.commands).toEqual([{ type: 'http.abort', id: aborted }]);
    same(machine, 'theme');
    commit(machine);
    const { profile } = inUse(machine);
    expect(profile && merge(profile.layers).quickDial).toEqual([]);
    expect(profile?.documents.map(([name]) => name)).toEqual(['provisioning', 'theme', 'extprov']);
  });

  test('R13: a service whose definition changed is asked again with the new one, and only that answer counts', () => {
    const machine = due(signedIn());
    const old = machine.request('global_extprov');
    machine.deliver('provisioning', provisioning(element('initialGlobalProvisioningUrl', 'https://prov.example/other'), ACCOUNT_URL));
    expect(machine.commands[0]).toEqual({ type: 'http.abort', id: old });
    expect(machine.sent()[0]?.target).toMatchObject({ service: { url: 'https://prov.example/other' } });
    const { state } = machine;
    machine.tell({ type: 'http.answered', id: old, status: 200, headers: [] });
    expect(machine.state).toEqual(state);
  });

  test('R13, D5: where the portal moves the account\'s own service, the next refresh asks it there', () => {
    const portal = (url: string): SafeElement => provisioning(ACCOUNT_URL, element('account', [element('extProvUrl', url)]));
    const machine = due(signedIn(portal('https://prov.example/one'), ACCOUNT)).tell({ type: 'cancel.requested' }).tell({ type: 'refresh.requested', by: 'person' });
    machine.deliver('provisioning', portal('https://prov.example/two'));
    expect(asked(machine)).toEqual([]);
    commit(same(machine, 'theme', 'extprov')).tell({ type: 'refresh.requested', by: 'person', only: ['extprov'] });
    expect(machine.sent()[0]?.target).toMatchObject({ service: { url: 'https://prov.example/two' } });
  });
});

describe('a service that takes its time', () => {
  test.each(['global_extprov', 'extprov'] as const)('F9: the Timeout of %s counts on a refresh too, though it is longer than a whole first run', (slow) => {
    const portal = provisioning(GLOBAL_URL, ACCOUNT_URL, element('initialGlobalProvisioningTimeout', '120'));
    const machine = signedIn(portal, element('account', [...REFRESHED.children, element('extProvTimeout', '120')]));
    machine.tell({ type: 'refresh.requested', by: 'person' });
    same(machine, ...asked(machine).filter((name) => name !== slow));
    expect((deadline(machine.state) ?? 0) - machine.at).toBe(120_000);
    expect(due(machine).state).toMatchObject({ tag: 'ready', refreshed: { problem: { code: 'network.timeout', details: { document: slow } } } });
  });
});

describe('a network that comes back', () => {
  const reset = (name: DocumentName, sent: boolean) => (machine: Machine): Machine =>
    machine.tell({ type: 'http.failed', id: machine.request(name), reason: 'offline', cause: '', origin: '', sent });
  const atAccount = (): Machine => new Machine().fresh().submit().deliver('provisioning', provisioning(ACCOUNT_URL)).deliver('theme', ACCOUNT);

  test('F11: a submit that found none begins again by itself, at most 4 times', () => {
    const machine = reset('theme', false)(new Machine().fresh().submit());
    for (let times = 0; times < 4; times += 1) {
      machine.tell({ type: 'network.returned' });
      expect(asked(machine)).toEqual(['provisioning', 'theme']);
      reset('provisioning', true)(machine);
    }
    machine.tell({ type: 'network.returned' });
    expect(machine.commands).toEqual([]);
  });

  test('F8, F11: not after a cancel; what was typed is kept, and a person can try again', () => {
    const offline = (): Machine => reset('theme', false)(signedIn().submit({ cloudId: OTHER_CODE }));
    const machine = offline().tell({ type: 'cancel.requested' });
    expect(machine.state).toMatchObject({ tag: 'ready', failure: { problem: { code: 'network.offline' }, parameters: { cloudId: OTHER_CODE } } });
    expect(machine.tell({ type: 'network.returned' }).commands).toEqual([]);
    expect(asked(machine.tell({ type: 'retry.requested' }))).toEqual(['provisioning', 'theme']);
    const quiet = due(offline()).tell({ type: 'cancel.requested' }); // a refresh was under way, which nobody sees
    expect(quiet.tell({ type: 'network.returned' }).state).toMatchObject({ tag: 'ready', failure: { parameters: { cloudId: OTHER_CODE } } });
  });

  test('R6: not where the provider may have got what was submitted', () => {
    const machine = reset('extprov', true)(atAccount()).tell({ type: 'network.returned' });
    expect(machine.commands).toEqual([]);
    expect(asked(machine.tell({ type: 'retry.requested' }))).toEqual(['provisioning', 'theme']);
    expect(asked(reset('extprov', false)(atAccount()).tell({ type: 'network.returned' }))).toEqual(['provisioning', 'theme']);
  });
});

describe('what failed', () => {
  test('R9: the last good profile stays, and the state says what failed and when it is tried next (R6)', () => {
    const machine = due(signedIn());
    const { before } = machine.state as Extract<State, { tag: 'running' }>;
    machine.answer('global_extprov', 503);
    machine.tell({ type: 'document.read', id: machine.request('global_extprov'), content: { kind: 'message' }, digest: '' });
    expect(new Set(machine.commands.map(({ type }) => type))).toEqual(new Set(['http.abort', 'book.save']));
    expect(inUse(machine)).toBe(before);
    expect(machine.state).toMatchObject({ refreshed: { result: 'failed', outcome: 'O6', problem: { code: 'server.busy' } } });
    expect((deadline(machine.state) ?? 0) - machine.at).toBeLessThanOrEqual(30_000);
    expect(asked(due(machine))).toEqual(['provisioning', 'theme', 'global_extprov']);
  });

  test('R6: the bound doubles up to 4 hours, and no failure is the last try', () => {
    const machine = due(signedIn());
    let bound = 30_000;
    for (let failures = 1; failures <= 30; failures += 1) {
      machine.tell({ type: 'http.failed', id: machine.request('global_extprov'), reason: 'reset', cause: '', origin: '', sent: true });
      const wait = (deadline(machine.state) ?? Infinity) - machine.at;
      expect(wait).toBeGreaterThanOrEqual(1_000);
      expect(wait).toBeLessThanOrEqual(bound);
      bound = Math.min(4 * HOUR, bound * 2);
      due(machine);
    }
    same(machine, 'provisioning', 'theme', 'global_extprov');
    expect(machine.state).toMatchObject({ book: { failures: [] } });
  });

  test('R6: retries survive a restart of the app, and a start brings none of them forward', () => {
    const machine = due(signedIn());
    machine.answer('provisioning', 503, [['retry-after', '7200']]);
    machine.tell({ type: 'document.read', id: machine.request('provisioning'), content: { kind: 'message' }, digest: '' });
    const saved = machine.commands.find((command) => command.type === 'book.save');
    expect(saved?.book.failures).toEqual([['provisioning', 1]]);
    const again = deadline(machine.state) ?? 0;
    machine.at += HOUR;
    const next = restarted(machine, saved?.book);
    expect(next.state.book.due).toContainEqual(expect.objectContaining({ document: 'provisioning', at: again }));
    expect(asked(due(next))).toEqual(['theme', 'global_extprov', 'extprov']); // what did not fail is asked for by the start (R1)
  });

  test('O5, R6: a provider that refuses is asked again at the regular time, and not within 4 hours', () => {
    const machine = signedIn(undefined, element('account', [...REFRESHED.children, element('extProvInterval', '3600')]));
    due(machine).answer('extprov', 401);
    machine.tell({ type: 'document.read', id: machine.request('extprov'), content: { kind: 'message', message: 'No.' }, digest: '' });
    expect(machine.state).toMatchObject({ refreshed: { attention: true, problem: { code: 'provider.refused', message: 'No.' } } });
    const [first] = (machine.state.book.due ?? []).filter(({ document }) => document === 'extprov');
    expect((first?.at ?? 0) - machine.at).toBeGreaterThanOrEqual(4 * HOUR);
  });

  test('O6, R4: Retry-After is honoured', () => {
    const machine = due(signedIn());
    machine.answer('theme', 200).answer('provisioning', 503, [['retry-after', '7200']]);
    machine.tell({ type: 'document.read', id: machine.request('provisioning'), content: { kind: 'message' }, digest: '' });
    expect(deadline(machine.state)).toBe(machine.at + 2 * HOUR);
  });

  test('R4, R6, R7: a Retry-After, and the 4 hours after a refusal, are honoured where the interval is shorter, whoever looks at the clock', () => {
    const often = element('account', [...REFRESHED.children, element('extProvInterval', '60')]);
    for (const [status, headers, wait] of [[503, [['retry-after', '7200']], 2 * HOUR], [401, [], 4 * HOUR]] as const) {
      const machine = due(signedIn(provisioning(ACCOUNT_URL), often)).answer('extprov', status, headers);
      machine.tell({ type: 'document.read', id: machine.request('extprov'), content: { kind: 'message' }, digest: '' });
      const again = machine.at + wait;
      machine.at += MINUTE;
      machine.tell({ type: 'clock.reached' });
      expect(deadline(machine.state)).toBe(again);
    }
  });

  test('R9: a theme that fails holds back no account, and is tried again', () => {
    const machine = due(signedIn());
    machine.tell({ type: 'http.failed', id: machine.request('theme'), reason: 'reset', cause: '', origin: '', sent: true });
    expect(machine.state.tag).toBe('running');
    same(machine, 'provisioning').deliver('global_extprov', element('reply'));
    same(machine);
    expect(machine.state).toMatchObject({ tag: 'ready', refreshed: { result: 'unchanged', problem: { code: 'network.reset' } } });
    expect((deadline(machine.state) ?? 0) - machine.at).toBeLessThanOrEqual(30_000);
    expect(asked(due(machine))).toEqual(['theme']);
  });

  test('O13: a store that refuses keeps the old generation, with attention', () => {
    const machine = signedIn();
    machine.tell({ type: 'refresh.requested', by: 'person', only: ['extprov'] }).deliver('extprov', element('account', [...REFRESHED.children, element('displayNumber', '42')]));
    machine.tell({ type: 'store.refused', trouble: { reason: 'full', cause: 'ENOSPC' } });
    expect(inUse(machine).number).toBe(1);
    expect(machine.state).toMatchObject({ refreshed: { result: 'failed', attention: true, problem: { code: 'storage.full' } } });
  });

  test('O10: an account that fails validation is never part of a generation', () => {
    const machine = signedIn();
    machine.tell({ type: 'refresh.requested', by: 'person', only: ['extprov'] }).deliver('extprov', element('account', [...REFRESHED.children.filter(({ name }) => name !== 'host'), element('host', '')]));
    expect(inUse(machine).number).toBe(1);
    expect(machine.state).toMatchObject({ refreshed: { attention: true, outcome: 'O10' } });
  });
});

describe('the provider signs out', () => {
  const LOGOUT = element('account', [...REFRESHED.children, element('extProvLogoutStatusCode', '410')]);

  function answered(machine: Machine, status: number, key?: string): Machine {
    machine.tell({ type: 'refresh.requested', by: 'person', only: ['extprov'] });
    const id = machine.request('extprov');
    machine.tell({ type: 'http.answered', id, status, headers: [], ...(key !== undefined && { key }) });
    return machine.tell({ type: 'document.read', id, content: { kind: 'message', message: 'Contract ended.' }, digest: '' });
  }

  test('R11, O16: by a verb in a well-formed document: credentials and profile go, the message is shown', () => {
    const machine = signedIn();
    machine.tell({ type: 'refresh.requested', by: 'person', only: ['extprov'] });
    machine.deliver('extprov', element('account', [element('message', 'Contract ended.')], [['action', 'signOut']]));
    expect(machine.state.tag).toBe('signing-out');
    const [left] = machine.commands.filter(({ type }) => type === 'store.commit');
    expect(left).toMatchObject({ generation: { number: 2, installId: ENTROPY } });
    machine.tell({ type: 'store.committed', number: 2 }).tell({ type: 'store.forgotten' });
    expect(machine.state).toMatchObject({ tag: 'empty', failure: { outcome: 'O16', problem: { code: 'provider.signed-out', message: 'Contract ended.' } } });
  });

  test('R11: by the status that the account itself names, from its own service', () => {
    expect(answered(signedIn(undefined, LOGOUT), 410, 'k').state.tag).toBe('signing-out');
  });

  test.each([[401, 'signing-out'], [403, 'signing-out'], [404, 'signing-out'], [410, 'signing-out'], [400, 'ready'], [422, 'ready'], [503, 'ready']])('R11: an account may name %i: then it is %s', (status, tag) => {
    const named = element('account', [...REFRESHED.children, element('extProvLogoutStatusCode', String(status))]);
    expect(answered(signedIn(undefined, named), status, 'k').state.tag).toBe(tag);
  });

  test('R11, R13: also when a new document of the portal came just before', () => {
    const machine = due(signedIn(undefined, element('account', [...LOGOUT.children, element('extProvInterval', '86400')])));
    machine.deliver('provisioning', provisioning(element('initialGlobalProvisioningUrl', 'https://prov.example/other'), ACCOUNT_URL));
    const id = machine.request('extprov');
    machine.tell({ type: 'http.answered', id, status: 410, headers: [], key: 'k' }).tell({ type: 'document.read', id, content: { kind: 'message' }, digest: '' });
    expect(machine.state.tag).toBe('signing-out');
  });

  test('R11, S3: also where the address of its service is a secret, of which only scheme and place are known', () => {
    const hidden = (shown: string): SafeElement => element('account', [...LOGOUT.children.filter(({ name }) => name !== 'extProvUrl'), element('extProvUrl', { secret: 's9', shown })]);
    expect(answered(signedIn(undefined, hidden('https://prov.example/again')), 410, 'k').state.tag).toBe('signing-out');
    expect(answered(signedIn(undefined, hidden('http://prov.example/again')), 410, 'k').state.tag).toBe('ready');
  });

  test('R11: a status that it does not name, a redirected answer, plain http: an ordinary refusal (O5)', () => {
    const refusedTag = (machine: Machine): unknown => [machine.state.tag, machine.state.refreshed?.problem?.code];
    expect(refusedTag(answered(signedIn(undefined, LOGOUT), 403, 'k'))).toEqual(['ready', 'provider.refused']);
    expect(refusedTag(answered(signedIn(), 410, 'k'))).toEqual(['ready', 'provider.refused']);
    expect(refusedTag(answered(signedIn(undefined, LOGOUT), 410))).toEqual(['ready', 'provider.refused']);
    const plain = element('account', [...LOGOUT.children.filter(({ name }) => name !== 'extProvUrl'), element('extProvUrl', 'http://prov.example/again')]);
    expect(refusedTag(answered(signedIn(undefined, plain), 410, 'k'))).toEqual(['ready', 'provider.refused']);
  });

  test('O16: on a first run it asks, and signs nobody out', () => {
    const machine = new Machine().fresh().submit().deliver('provisioning', provisioning(ACCOUNT_URL)).deliver('theme', ACCOUNT);
    machine.deliver('extprov', element('account', [element('message', 'No.')], [['action', 'signOut']]));
    expect(machine.state).toMatchObject({ tag: 'empty', failure: { outcome: 'O16', problem: { message: 'No.' } } });
  });
});

describe('a refresh that takes too much away', () => {
  const emptied = (attributes: readonly (readonly [string, string])[] = []): SafeElement =>
    element('account', [...REFRESHED.children.map((child) => (child.name === 'password' ? element('password', '') : child))], attributes);

  function taken(account: SafeElement): Machine {
    const machine = signedIn();
    return machine.tell({ type: 'refresh.requested', by: 'person', only: ['extprov'] }).deliver('extprov', account);
  }

  test('M12: a password that becomes empty is held back, with attention', () => {
    const machine = taken(emptied());
    expect(inUse(machine).number).toBe(1);
    expect(machine.state).toMatchObject({ refreshed: { attention: true, problem: { code: 'refresh.shrunk', details: { document: 'extprov', node: 'password' } } } });
  });

  test('M12: of several documents that empty more than half each has to say that it means it', () => {
    const nodes = (...names: readonly string[]): SafeElement[] => names.map((name) => element(name, 'x'));
    const none = (...names: readonly string[]): SafeElement[] => names.map((name) => element(name, ''));
    const forced = (yes: boolean): readonly (readonly [string, string])[] => (yes ? [['force', '1']] : []);
    const portal = (force: boolean, ...children: readonly SafeElement[]): SafeElement => ({ ...provisioning(ACCOUNT_URL, element('account', children)), attributes: forced(force) });
    const both = (byPortal: boolean, byProvider: boolean): Machine => {
      const machine = signedIn(portal(false, ...nodes('p1', 'p2', 'p3', 'p4', 'p5')), element('account', [...REFRESHED.children, ...nodes('a1', 'a2', 'a3', 'a4', 'a5')]));
      machine.tell({ type: 'refresh.requested', by: 'person', only: ['provisioning', 'extprov'] }).deliver('provisioning', portal(byPortal));
      return machine.deliver('extprov', element('account', [...REFRESHED.children, ...none('a1', 'a2', 'a3', 'a4', 'a5')], forced(byProvider)));
    };
    expect(both(true, false).state).toMatchObject({ tag: 'ready', refreshed: { outcome: 'O10', problem: { code: 'refresh.shrunk', details: { document: 'provisioning', node: 'p1, p2, p3, p4, p5, a1, a2, a3, a4, a5' } } } });
    expect(both(false, true).state.tag).toBe('ready');
    expect(both(true, true).state.tag).toBe('saving');
  });

  test('M12: force on the root of that document lets it through', () => {
    expect(inUse(commit(taken(emptied([['force', '1']])))).number).toBe(2);
  });
});

describe('switched off', () => {
  test.each(['0', 'off'])('R3: %s at a first run counts at once: no timer, no start, nothing but a person', (value) => {
    const machine = signedIn(off(value));
    expect(deadline(machine.state)).toBeUndefined();
    machine.at += 365 * DAY;
    machine.tell({ type: 'clock.reached' });
    expect(machine.commands).toEqual([]);
    const next = restarted(machine);
    expect(deadline(next.state)).toBeUndefined();
    next.tell({ type: 'refresh.requested', by: 'person' });
    expect(asked(next)).toEqual(['provisioning', 'theme', 'extprov']);
    next.tell({ type: 'http.failed', id: next.request('extprov'), reason: 'reset', cause: '', origin: '', sent: true });
    expect(deadline(next.state)).toBeUndefined();
  });

  test.each(['', '1', 'on', 'Off', 'false', 'no', '00'])('R3: %j is on', (value) => {
    expect(deadline(signedIn(off(value)).state)).toBeDefined();
  });

  test('R3: on a running installation a second answer has to say the same, at least 15 minutes later', () => {
    const machine = due(signedIn(provisioning(ACCOUNT_URL)));
    machine.deliver('provisioning', off('off'));
    same(machine, 'theme');
    commit(machine);
    expect(inUse(machine).profile?.schedule).toMatchObject({ automatic: true, offSince: machine.at });
    machine.at += 14 * MINUTE;
    machine.tell({ type: 'refresh.requested', by: 'person', only: ['provisioning'] });
    same(machine, 'provisioning');
    expect(inUse(machine).profile?.schedule.automatic).toBe(true);
    machine.at += MINUTE;
    machine.tell({ type: 'refresh.requested', by: 'person', only: ['provisioning'] });
    same(machine, 'provisioning');
    commit(machine);
    expect(inUse(machine).profile?.schedule).toEqual({ automatic: false, due: [] });
    expect(deadline(machine.state)).toBeUndefined();
  });

  test('R3: switching on counts at once', () => {
    const machine = signedIn(off('0'));
    machine.tell({ type: 'refresh.requested', by: 'person', only: ['provisioning'] }).deliver('provisioning', provisioning(ACCOUNT_URL));
    commit(machine);
    expect(deadline(machine.state)).toBeDefined();
  });

  test('R3: provisioningInterval 0 leaves the provider alone', () => {
    const portal = element('provisioning', [element('prefKeys', [element('prop', '', [['name', 'provisioningInterval'], ['default', '0']])]), GLOBAL_URL, ACCOUNT_URL]);
    const machine = signedIn(portal, element('account', [...REFRESHED.children, element('extProvInterval', '1')]));
    expect(asked(due(machine))).toEqual(['extprov']);
  });
});

describe('wishes', () => {
  test('F8: a person who signs in, signs out or cancels ends a refresh without blame', () => {
    const cancelled = due(signedIn()).tell({ type: 'cancel.requested' });
    expect(cancelled.state).toMatchObject({ tag: 'ready', refreshed: { result: 'cancelled' } });
    expect(deadline(cancelled.state)).toBeGreaterThan(cancelled.at);
    const submitted = due(signedIn()).submit().state;
    expect(submitted).toMatchObject({ tag: 'running', run: { parameters: { username: 'alice' } } });
    expect(submitted).not.toHaveProperty('run.refresh');
    expect(due(signedIn()).tell({ type: 'sign-out.requested' }).state).toMatchObject({ tag: 'signing-out' });
  });

  test('R3, F2: nobody who is not signed in is refreshed', () => {
    const machine = new Machine().fresh().tell({ type: 'refresh.requested', by: 'person' });
    expect(machine.state.tag).toBe('empty');
    expect(machine.commands).toEqual([]);
  });

  test('S3: without the saved secrets nothing is built on what was saved', () => {
    const machine = signedIn();
    machine.at += DAY;
    const next = new Machine();
    next.at = machine.at;
    next.tell({ type: 'store.loaded', generations: [encodeGeneration(inUse(machine), 'sealed')], entropy: ENTROPY });
    next.tell({ type: 'secrets.failed', trouble: { reason: 'lost', cause: '' } }).tell({ type: 'clock.reached' });
    expect(next.commands).toEqual([]);
  });
});
