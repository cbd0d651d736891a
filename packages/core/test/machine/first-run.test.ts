import { describe, expect, test } from 'vitest';
import type { Leaf, SafeElement } from '../../src/document/tree.js';
import type { Parameters } from '../../src/input/parameters.js';
import { deadline } from '../../src/machine/deadline.js';
import { merge } from '../../src/merge/merge.js';
import { ACCOUNT, ACCOUNT_URL, ALICE, element, ENTROPY, GLOBAL, GLOBAL_URL, Machine, OTHER_CODE, provisioning } from './drive.js';

const BOTH = provisioning(GLOBAL_URL, ACCOUNT_URL);
const NOTHING = element('nothing');

function fetched(settings = {}): Machine {
  return new Machine(settings).fresh().submit().deliver('provisioning', BOTH).deliver('theme', NOTHING);
}

function saving(): Machine {
  return fetched().deliver('global_extprov', GLOBAL).deliver('extprov', ACCOUNT);
}

function ready(): Machine {
  return saving().tell({ type: 'store.committed', number: 1 });
}

describe('flow', () => {
  test('F2: 1 and 2 start at the same moment and carry the cloud ID only', () => {
    const machine = new Machine().fresh().submit();
    expect(machine.sent().map(({ target }) => target.document)).toEqual(['provisioning', 'theme']);
    expect(JSON.stringify(machine.commands)).not.toMatch(/alice|s1/);
  });

  test('F3: 3 starts when both 1 and 2 are read, 4 when 3 is read', () => {
    const machine = new Machine().fresh().submit().deliver('provisioning', BOTH);
    expect(machine.sent()).toEqual([]);
    machine.deliver('theme', NOTHING);
    expect(machine.sent().map(({ target }) => target.document)).toEqual(['global_extprov']);
    machine.deliver('global_extprov', GLOBAL);
    expect(machine.sent().map(({ target }) => target.document)).toEqual(['extprov']);
  });

  test('F3: the overlap option sends 3 and 4 together', () => {
    expect(fetched({ overlap: true }).sent().map(({ target }) => target.document)).toEqual(['global_extprov', 'extprov']);
  });

  test('F4: an unconfigured step is skipped', () => {
    const machine = new Machine().fresh().submit().deliver('theme', NOTHING).deliver('provisioning', provisioning(ACCOUNT_URL));
    expect(machine.sent().map(({ target }) => target.document)).toEqual(['extprov']);
    expect(machine.state).toMatchObject({ run: { steps: { global_extprov: { status: 'skipped' } } } });
  });

  test('W2: a service that is not http(s) fails the run', () => {
    const lua = provisioning(element('InitialProvisioningUrl', 'lua:provision()'));
    const machine = new Machine().fresh().submit().deliver('theme', NOTHING).deliver('provisioning', lua);
    expect(machine.state).toMatchObject({ tag: 'empty', failure: { problem: { code: 'service.scheme' } } });
  });

  test('F6: all merged, validated, saved, and only then ready', () => {
    const machine = saving();
    expect(machine.state.tag).toBe('saving');
    expect(machine.commands).toMatchObject([{ type: 'store.commit', expected: undefined, generation: { number: 1, installId: ENTROPY } }]);
    machine.tell({ type: 'store.committed', number: 1 });
    expect(machine.state).toMatchObject({ tag: 'ready', stored: 1, ended: { progress: 1 } });
    if (machine.state.tag !== 'ready' || machine.state.generation.profile === undefined) throw new Error('not ready');
    const profile = merge(machine.state.generation.profile.layers);
    expect(profile.account).toContainEqual(['host', 'sip.example']);
    expect(profile.account).toContainEqual(['password', { secret: 's2' }]);
    expect(profile.quickDial.map(({ id }) => id)).toEqual(['reception']);
  });

  test('F5: a failing step ends the run, aborts what is in flight and saves nothing', () => {
    const machine = new Machine().fresh().submit();
    const theme = machine.request('theme');
    machine.answer('provisioning', 304);
    expect(machine.commands).toContainEqual({ type: 'http.abort', id: theme });
    expect(machine.commands.some(({ type }) => type === 'store.commit')).toBe(false);
    expect(machine.state).toMatchObject({ tag: 'empty', failure: { outcome: 'O2', problem: { code: 'answer.unexpected-304' } } });
  });

  test('F7: what is being saved is nearly done; D9: a fault names the document that brought it', () => {
    const { state } = saving();
    expect('run' in state ? state.run.progress : 0).toBeGreaterThanOrEqual(0.95);
    const refused = fetched().deliver('global_extprov', GLOBAL).deliver('extprov', element('account', [element('title', 'x')])).state;
    expect(refused).toMatchObject({ failure: { problem: { details: { document: 'extprov' } } }, ended: { steps: { extprov: { status: 'failed' } } } });
  });

  test('D9, O10: an incomplete account is refused with every fault', () => {
    const machine = fetched().deliver('global_extprov', GLOBAL).deliver('extprov', element('account', [element('title', ' ')]));
    expect(machine.state).toMatchObject({ tag: 'empty', failure: { outcome: 'O10', problem: { code: 'account.invalid' } } });
    const faults = machine.state.tag === 'empty' ? machine.state.failure?.problem.details.faults : [];
    expect(faults?.map(({ node }) => node).sort()).toEqual(['host', 'title', 'username']);
  });
});

describe('progress', () => {
  test('F7: one number that never goes back, whatever the servers announce', () => {
    const machine = new Machine().fresh().submit();
    const seen: number[] = [];
    const note = (): void => {
      if ('run' in machine.state) seen.push(machine.state.run.progress);
    };
    const id = machine.request('provisioning');
    for (const [received, total] of [[10, 100], [90, 100], [95, 1000], [20, 40]] as const) {
      machine.tell({ type: 'http.progressed', id, received, total });
      note();
    }
    machine.deliver('provisioning', BOTH);
    note();
    machine.deliver('theme', NOTHING);
    note();
    machine.deliver('global_extprov', GLOBAL).deliver('extprov', ACCOUNT);
    note();
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen[0]).toBeGreaterThan(0);
    expect(seen.at(-1)).toBeLessThan(1);
  });
});

describe('one run at a time', () => {
  test('F8: the same input joins', () => {
    const machine = new Machine().fresh().submit();
    const { state } = machine;
    machine.submit();
    expect(machine.state).toEqual(state);
    expect(machine.commands).toEqual([]);
  });

  test('F8: other input replaces, and late answers of the replaced run change nothing', () => {
    const machine = new Machine().fresh().submit();
    const old = machine.request('provisioning');
    machine.submit({ cloudId: OTHER_CODE });
    expect(machine.commands.map(({ type }) => type)).toEqual(['http.abort', 'http.abort', 'http.send', 'http.send']);
    const { state } = machine;
    machine.tell({ type: 'http.answered', id: old, status: 200, headers: [] });
    expect(machine.state).toEqual(state);
    expect(machine.commands).toEqual([]);
  });

  test('F8: cancel leaves what was there before, at any point', () => {
    for (const machine of [new Machine().fresh().submit(), fetched(), fetched().deliver('global_extprov', GLOBAL)]) {
      machine.tell({ type: 'cancel.requested' });
      expect(machine.state).toMatchObject({ tag: 'empty', ended: { problem: { code: 'run.cancelled' } } });
      expect('failure' in machine.state).toBe(false);
    }
    const again = ready();
    const saved = again.state.tag === 'ready' ? again.state.generation : undefined;
    again.submit({ cloudId: OTHER_CODE }).tell({ type: 'cancel.requested' });
    expect(again.state).toMatchObject({ tag: 'ready', generation: saved });
  });
});

describe('deadlines', () => {
  test('F9, R6: the earliest one is asked for; the portal is asked once more by itself, then the person is (O4)', () => {
    const machine = new Machine().fresh().submit();
    expect(deadline(machine.state)).toBe(machine.at + 30_000);
    machine.at += 29_999;
    machine.tell({ type: 'clock.reached' });
    expect(machine.state.tag).toBe('running');
    machine.at += 1;
    const late = machine.request('provisioning');
    machine.tell({ type: 'clock.reached' });
    expect(machine.commands).toEqual([{ type: 'http.abort', id: late }]);
    machine.tell({ type: 'clock.reached' }); // theme, which is as late
    const again = deadline(machine.state) ?? 0;
    expect(again - machine.at).toBeLessThanOrEqual(1_000);
    machine.at += 1_000;
    machine.tell({ type: 'clock.reached' });
    expect(machine.sent().map(({ target }) => target.document)).toEqual(['provisioning', 'theme']);
    machine.at += 30_000; // past the minute of R6
    machine.tell({ type: 'clock.reached' });
    expect(machine.state).toMatchObject({ tag: 'empty', failure: { outcome: 'O4', problem: { code: 'network.timeout' } } });
    expect(deadline(machine.state)).toBeUndefined();
  });

  test('F9: a service\'s own Timeout overrides and prolongs the whole run', () => {
    const slow = provisioning(ACCOUNT_URL, element('InitialProvisioningTimeout', '120'));
    const machine = new Machine().fresh().submit().deliver('provisioning', slow).deliver('theme', NOTHING);
    expect(machine.sent()).toMatchObject([{ deadlineMs: 120_000 }]);
    expect(machine.state).toMatchObject({ run: { limitAt: machine.at + 90_000 + 90_000 } });
  });

  test('F9: the whole run has a deadline of its own', () => {
    const machine = new Machine({ runMs: 40_000 }).fresh().submit();
    machine.at += 25_000;
    machine.deliver('provisioning', BOTH).deliver('theme', NOTHING);
    expect(deadline(machine.state)).toBe(1_040_000);
    machine.at = 1_040_000;
    machine.tell({ type: 'clock.reached' });
    expect(machine.state).toMatchObject({ tag: 'empty', failure: { problem: { code: 'run.too-long' } } });
  });
});

describe('input', () => {
  test('I1: what a configured service needs and the input leaves absent is asked for, before anything is sent to it', () => {
    for (const missing of ['username', 'password'] as const) {
      const { [missing]: _absent, ...rest } = ALICE;
      const machine = new Machine().fresh().tell({ type: 'provision.requested', parameters: rest });
      machine.deliver('provisioning', BOTH).deliver('theme', NOTHING);
      expect(machine.sent()).toEqual([]);
      expect(machine.state).toMatchObject({ failure: { problem: { code: 'input.credentials-missing', details: { node: missing } } } });
    }
  });

  test('I1: empty is an answer', () => {
    const machine = new Machine().fresh().submit({ username: '', password: '' }).deliver('provisioning', BOTH).deliver('theme', NOTHING);
    expect(machine.sent()).toHaveLength(1);
  });

  test('I8: one-time parameters are not kept', () => {
    const machine = new Machine().fresh().submit({ oneTime: true }).deliver('provisioning', BOTH).deliver('theme', NOTHING);
    machine.deliver('global_extprov', GLOBAL).deliver('extprov', ACCOUNT);
    expect(JSON.stringify(machine.commands)).toContain('"s2"');
    expect(JSON.stringify(machine.commands)).not.toContain('"s1"');
  });

  test('D5a: without step 4 the portal\'s account defaults are filled and make the account', () => {
    const machine = new Machine().fresh().submit();
    machine.deliver('provisioning', provisioning(element('account', [element('host', 'sip.example')]))).deliver('theme', NOTHING);
    expect(machine.commands).toMatchObject([{ type: 'account.fill', nodes: [{ name: 'host' }] }]);
    const id = machine.commands[0]?.type === 'account.fill' ? machine.commands[0].id : -1;
    const nodes = [{ name: 'host', value: 'sip.example' }, { name: 'username', value: 'alice' }, { name: 'title', value: 'alice' }, { name: 'password', value: { secret: 's1' } }];
    machine.tell({ type: 'account.filled', id, nodes });
    expect(machine.state).toMatchObject({ tag: 'saving', run: { warnings: [] } });
  });
});

describe('warnings', () => {
  test('M1, D1, W5: what is noticed and ignored reaches who looks, with its document', () => {
    const machine = new Machine().fresh().submit();
    machine.deliver('provisioning', provisioning(ACCOUNT_URL, element('InitialProvisioningTimeout', 'soon'))).deliver('theme', NOTHING);
    machine.tell({ type: 'request.warned', id: machine.request('extprov'), warnings: [{ code: 'template.unknown-name', node: 'nobody' }] });
    const twice = element('account', [...ACCOUNT.children, element('host', 'other.example')]);
    machine.deliver('extprov', twice).tell({ type: 'store.committed', number: 1 });
    expect(machine.state.ended?.warnings).toEqual([
      { document: 'extprov', code: 'service.timeout-ignored', node: 'InitialProvisioningTimeout' },
      { document: 'extprov', code: 'template.unknown-name', node: 'nobody' },
      { document: 'extprov', code: 'node.repeated', node: 'host' },
    ]);
  });
});

describe('a second run on a saved profile', () => {
  test('M4: the same person builds on what is there', () => {
    const machine = ready().submit().deliver('provisioning', BOTH).deliver('theme', NOTHING).deliver('global_extprov', GLOBAL);
    machine.deliver('extprov', element('account', [element('expires', '120')]));
    expect(machine.commands).toMatchObject([{ type: 'store.commit', expected: 1, generation: { number: 2 } }]);
    expect(JSON.stringify(machine.commands)).toContain('sip.example');
  });

  test('somebody else starts from nothing', () => {
    const machine = ready().submit({ username: 'bob' }).deliver('provisioning', BOTH).deliver('theme', NOTHING).deliver('global_extprov', GLOBAL);
    machine.deliver('extprov', element('account', [element('expires', '120')]));
    expect(machine.state).toMatchObject({ tag: 'ready', failure: { problem: { code: 'account.invalid' } } });
  });
});

describe('an account that the portal makes', () => {
  const portal = (...nodes: readonly SafeElement[]): SafeElement => provisioning(element('account', nodes));
  const HOST = element('host', 'sip.example');
  const asked = (parameters: Partial<Parameters<Leaf>>, ...nodes: readonly SafeElement[]): Machine => {
    const machine = new Machine().fresh().tell({ type: 'provision.requested', parameters: { cloudId: ALICE.cloudId, ...parameters } });
    return machine.deliver('provisioning', portal(...nodes)).deliver('theme', element('nothing'));
  };

  test.each([
    ['username', {}],
    ['password', { username: 'alice' }],
  ] as const)('D5a, I1: an absent %s that it takes from the input is asked for', (node, parameters) => {
    expect(asked(parameters, HOST).state).toMatchObject({ tag: 'empty', failure: { problem: { code: 'input.credentials-missing', details: { node } } } });
  });

  test('D5a, I1: what the portal sets itself is not asked for', () => {
    const machine = asked({}, HOST, element('username', '1001'), element('password', { secret: 's5' }));
    expect(machine.commands).toMatchObject([{ type: 'account.fill', nodes: [{ name: 'host' }, { name: 'username' }, { name: 'password' }] }]);
  });
});
