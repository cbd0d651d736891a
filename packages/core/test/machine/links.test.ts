import { describe, expect, test } from 'vitest';
import { ACCOUNT, ACCOUNT_URL, element, ENTROPY, GLOBAL_URL, Machine, provisioning } from './drive.js';
import { encodeGeneration } from '../../src/store/text.js';
import { asked, DAY, due, HOUR, inUse, MINUTE, off, restarted, same, signedIn } from './signed-in.js';

const ALL = ['provisioning', 'theme', 'global_extprov', 'extprov'] as const;

function link(machine: Machine): Machine {
  return machine.tell({ type: 'refresh.requested', by: 'link' });
}

/** How a wish for a refresh ended at once: its code, and when a link may come again, from now. */
function refusal(machine: Machine): unknown {
  const { refreshed } = machine.state;
  const { retryAt } = refreshed?.problem?.details ?? {};
  return [refreshed?.result, refreshed?.problem?.code, retryAt === undefined ? undefined : retryAt - machine.at];
}

describe('a link', () => {
  test('I7: asks for everything, at most once in 60 s, and says when it may come again', () => {
    const machine = link(signedIn());
    expect(asked(machine)).toEqual(ALL);
    same(machine, ...ALL);
    machine.at += MINUTE - 1;
    expect(asked(link(machine))).toEqual([]);
    expect(refusal(machine)).toEqual(['failed', 'refresh.too-soon', 1]);
    machine.at += 1;
    expect(asked(link(machine))).toEqual(ALL);
  });

  test('I7: the 60 s outlive the app', () => {
    const machine = link(signedIn());
    const book = machine.commands.find((command) => command.type === 'book.save')?.book;
    same(machine, ...ALL);
    machine.at += MINUTE / 2;
    expect(refusal(link(restarted(machine, book)))).toEqual(['failed', 'refresh.too-soon', MINUTE / 2]);
  });

  test('I7: a person needs to wait for no link', () => {
    const machine = same(link(signedIn()), ...ALL);
    expect(asked(machine.tell({ type: 'refresh.requested', by: 'person' }))).toEqual(ALL);
  });

  test('R7: a clock that was set back keeps no link out', () => {
    const machine = same(link(signedIn()), ...ALL);
    machine.at -= HOUR;
    expect(asked(link(machine))).toEqual(ALL);
  });

  test.each([[7_200, 2 * HOUR], [9_999_999, DAY]])('I7, R4: waits for a Retry-After of %s s', (seconds, wait) => {
    const machine = due(signedIn());
    machine.answer('provisioning', 503, [['retry-after', String(seconds)]]).tell({ type: 'document.read', id: machine.request('provisioning'), content: { kind: 'message' }, digest: '' });
    expect(refusal(link(machine))).toEqual(['failed', 'refresh.too-soon', wait]);
    machine.at += wait;
    expect(asked(link(machine))).toEqual(ALL);
  });

  test('I7, R4: a later failure without one takes no Retry-After back', () => {
    const machine = due(signedIn());
    machine.answer('provisioning', 503, [['retry-after', '7200']]).tell({ type: 'document.read', id: machine.request('provisioning'), content: { kind: 'message' }, digest: '' });
    machine.tell({ type: 'refresh.requested', by: 'person' }).tell({ type: 'http.failed', id: machine.request('provisioning'), reason: 'reset', cause: '', origin: '', sent: true });
    expect(refusal(link(machine))).toEqual(['failed', 'refresh.too-soon', 2 * HOUR]);
  });

  test('R7: a Retry-After is never more than a day away, whatever the clock did since', () => {
    const machine = due(signedIn());
    machine.answer('provisioning', 503, [['retry-after', '7200']]).tell({ type: 'document.read', id: machine.request('provisioning'), content: { kind: 'message' }, digest: '' });
    machine.at -= 365 * DAY;
    expect(refusal(link(machine))).toEqual(['failed', 'refresh.too-soon', DAY]);
  });

  test('I7, R3: where refresh is switched off the person is asked first, and nobody is contacted', () => {
    const machine = link(signedIn(off('off')));
    expect(machine.commands).toEqual([]);
    expect(refusal(machine)).toEqual(['failed', 'refresh.confirm-first', undefined]);
  });
});

describe('nothing to ask for', () => {
  test('R1: a person hears that what was asked for is not configured', () => {
    const machine = signedIn(provisioning(ACCOUNT_URL), ACCOUNT);
    machine.tell({ type: 'refresh.requested', by: 'person', only: ['global_extprov', 'extprov'] });
    expect(machine.commands).toEqual([]);
    expect(refusal(machine)).toEqual(['failed', 'refresh.nothing', undefined]);
  });

  test('S3: a person hears that the saved secrets are gone; the clock says nothing', () => {
    const generation = encodeGeneration(inUse(signedIn()), 'sealed');
    const machine = new Machine().tell({ type: 'store.loaded', generations: [generation], entropy: ENTROPY }).tell({ type: 'secrets.failed', trouble: { reason: 'lost', cause: '' } });
    machine.at += 2 * DAY;
    expect(machine.tell({ type: 'clock.reached' }).state.refreshed).toBeUndefined();
    machine.tell({ type: 'refresh.requested', by: 'person' });
    expect(machine.commands).toEqual([]);
    expect(refusal(machine)).toEqual(['failed', 'secrets.unavailable', undefined]);
  });

  test('R4: what is due and configured no more is left alone', () => {
    const generation = inUse(signedIn(provisioning(ACCOUNT_URL), ACCOUNT));
    const { profile } = generation;
    if (profile === undefined) throw new Error('signed out');
    const schedule = { automatic: true, due: [{ document: 'extprov', every: HOUR, at: 5 }] } as const;
    const machine = new Machine().tell({ type: 'store.loaded', generations: [encodeGeneration({ ...generation, profile: { ...profile, schedule } }, 'sealed')], entropy: ENTROPY });
    machine.tell({ type: 'secrets.opened' });
    machine.at += DAY;
    machine.tell({ type: 'clock.reached' });
    expect(machine.commands).toEqual([]);
    expect(machine.state).toMatchObject({ tag: 'ready' });
    expect(machine.state).not.toHaveProperty('refreshed');
  });
});

describe('a start of the app', () => {
  test('R4: what fell due since the last start is asked for a quarter of an hour after that, not at once', () => {
    const machine = signedIn(undefined, element('account', [...ACCOUNT.children, element('extProvUrl', 'https://prov.example/again'), element('extProvInterval', '60')]));
    machine.at += HOUR;
    const lastStart = machine.at - MINUTE;
    const next = restarted(machine, { startedAt: lastStart });
    expect(next.commands).toEqual([]);
    due(next);
    expect(next.at).toBe(lastStart + 15 * MINUTE);
    expect(asked(next)).toEqual(['extprov']);
  });

  test('R7: a last start that lies in the future does not count', () => {
    const machine = signedIn(provisioning(GLOBAL_URL, ACCOUNT_URL));
    machine.at += HOUR;
    expect(asked(due(restarted(machine, { startedAt: machine.at + DAY })))).toEqual(ALL);
  });
});
