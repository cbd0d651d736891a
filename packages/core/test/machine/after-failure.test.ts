import { describe, expect, test } from 'vitest';
import type { DocumentName } from '../../src/document/tree.js';
import { regularTime } from '../../src/policy/due.js';
import { encodeGeneration } from '../../src/store/text.js';
import { ACCOUNT, ACCOUNT_URL, element, ENTROPY, GLOBAL, GLOBAL_URL, Machine, provisioning } from './drive.js';
import { asked, DAY, due, HOUR, inUse, running, same, signedIn } from './signed-in.js';

const NOTHING = element('nothing');

function refused(machine: Machine, name: DocumentName, status: number): Machine {
  const id = machine.request(name);
  return machine.answer(name, status).tell({ type: 'document.read', id, content: { kind: 'message' }, digest: '' });
}

const atProvider = (): Machine => new Machine().fresh().submit().deliver('provisioning', provisioning(GLOBAL_URL, ACCOUNT_URL)).deliver('theme', NOTHING);
const failureOf = ({ state }: Machine): unknown => ('failure' in state ? state.failure : undefined);

describe('a first run', () => {
  test('F5, F7: the step that failed says so; what was in flight waits again, with nothing left of its request', () => {
    const machine = refused(new Machine().fresh().submit(), 'provisioning', 404);
    expect(machine.state.ended?.steps).toMatchObject({ provisioning: { status: 'failed', attempt: 1, endedAt: machine.at }, theme: { status: 'waiting' }, extprov: { status: 'waiting' } });
    for (const step of Object.values(machine.state.ended?.steps ?? {})) for (const left of ['request', 'deadlineAt', 'refusal', 'answered']) expect(step).not.toHaveProperty(left);
  });

  test('F7, R6: one that waited to be asked again waits as if it had never been asked for', () => {
    const machine = new Machine().fresh().submit();
    machine.answer('theme', 503).tell({ type: 'document.read', id: machine.request('theme'), content: { kind: 'message' }, digest: '' });
    expect(running(machine).steps.theme).toHaveProperty('againAt');
    expect(refused(machine, 'provisioning', 404).state.ended?.steps.theme).toEqual({ status: 'waiting', received: 0, attempt: 0 });
  });

  test('O5: the password goes where step 3 refused it, too', () => {
    expect(failureOf(refused(atProvider(), 'global_extprov', 401))).toMatchObject({ parameters: { username: 'alice' } });
    expect(failureOf(refused(atProvider(), 'global_extprov', 401))).not.toHaveProperty('parameters.password');
    expect(failureOf(refused(atProvider(), 'global_extprov', 404))).toHaveProperty('parameters.password');
  });

  test('R6, F11: what step 3 got may be spent, although step 4 never left', () => {
    const machine = atProvider().deliver('global_extprov', GLOBAL);
    machine.tell({ type: 'http.failed', id: machine.request('extprov'), reason: 'offline', cause: '', origin: '', sent: false });
    expect(failureOf(machine)).toMatchObject({ outcome: 'O3', spent: true });
    expect(machine.tell({ type: 'network.returned' }).commands).toEqual([]);
  });
});

describe('a refresh', () => {
  test('O6: a busy server needs nobody’s attention, one that refuses does', () => {
    expect(refused(due(signedIn()), 'global_extprov', 503).state.refreshed).not.toHaveProperty('attention');
    expect(refused(due(signedIn()), 'global_extprov', 403).state.refreshed).toMatchObject({ attention: true });
  });

  test('R6: each document counts its own failures in a row', () => {
    const machine = refused(due(signedIn()), 'global_extprov', 503);
    expect(machine.state.book.failures).toEqual([['global_extprov', 1]]);
    refused(due(machine), 'provisioning', 503);
    refused(due(machine), 'provisioning', 503);
    expect(machine.state.book.failures).toEqual([['global_extprov', 1], ['provisioning', 2]]);
    same(due(machine), 'provisioning', 'theme', 'global_extprov');
    expect(machine.state.book.failures).toEqual([]);
  });

  test('R6, F8: a cancel takes nothing off the count, and adds nothing', () => {
    const machine = refused(due(signedIn()), 'global_extprov', 503);
    due(machine).tell({ type: 'cancel.requested' });
    expect([machine.state.refreshed?.result, machine.state.book.failures]).toEqual(['cancelled', [['global_extprov', 1]]]);
    const fresh = due(signedIn()).tell({ type: 'cancel.requested' });
    expect(fresh.state.book.failures).toEqual([]);
  });

  test('R6: what failed before the newest generation counts for nothing at a start, and after a cancel neither', () => {
    const machine = refused(due(signedIn()), 'global_extprov', 503);
    const { number, ...newest } = inUse(machine);
    const { book } = machine.state;
    const next = new Machine().tell({ type: 'store.loaded', generations: [encodeGeneration({ ...newest, number: number + 1 }, 'sealed')], book, entropy: ENTROPY }).tell({ type: 'secrets.opened' });
    expect(next.state.book).toMatchObject({ generation: number + 1, failures: [] });
    next.tell({ type: 'refresh.requested', by: 'person' }).tell({ type: 'cancel.requested' });
    expect(next.state.book).toMatchObject({ generation: number + 1, failures: [] });
  });

  test('O13, R6: what the store refused counts for the first document', () => {
    const machine = signedIn().tell({ type: 'refresh.requested', by: 'person', only: ['extprov'] }).deliver('extprov', element('account', [...ACCOUNT.children, element('zone', '1')]));
    machine.tell({ type: 'store.refused', trouble: { reason: 'full', cause: '' } });
    expect(machine.state.book.failures).toEqual([['provisioning', 1]]);
  });

  test('O5, R6: who refused is asked again at its regular time', () => {
    const machine = refused(due(signedIn()), 'global_extprov', 403);
    const next = machine.state.book.due?.find(({ document }) => document === 'global_extprov')?.at;
    expect(next).toBe(Math.max(machine.at + 4 * HOUR, regularTime(ENTROPY, 'ACME/live', DAY, machine.at)));
  });
});

describe('validators', () => {
  /** Signed in, the portal's document having been answered so. */
  function answered(headers: readonly (readonly [string, string])[], key?: string): Machine {
    const machine = new Machine().fresh().submit();
    const id = machine.request('provisioning');
    machine.tell({ type: 'http.answered', id, status: 200, headers, ...(key !== undefined && { key }) });
    machine.tell({ type: 'document.read', id, content: { kind: 'xml', root: provisioning(ACCOUNT_URL) }, digest: 'd'.repeat(64) });
    machine.deliver('theme', NOTHING).deliver('extprov', ACCOUNT);
    return machine.tell({ type: 'store.committed', number: 1 });
  }
  const sent = (machine: Machine, resetCache?: true): unknown => {
    machine.tell({ type: 'refresh.requested', by: 'person', only: ['provisioning'], ...(resetCache && { resetCache }) });
    expect(asked(machine)).toEqual(['provisioning']);
    return machine.sent()[0]?.validators;
  };

  test.each<[readonly (readonly [string, string])[], string | undefined, unknown]>([
    [[['etag', '"1"'], ['last-modified', 'L']], 'k', { etag: '"1"', lastModified: 'L', key: 'k' }],
    [[['last-modified', 'L']], 'k', { lastModified: 'L', key: 'k' }],
    [[['etag', '"1"']], undefined, undefined],
    [[], 'k', undefined],
  ])('R5: an answer with %j of the request %s is asked for again with %j', (headers, key, validators) => {
    expect(sent(answered(headers, key))).toEqual(validators);
  });

  test('R5, I7: resetCache sends none, and reads the same bytes again', () => {
    const machine = answered([['etag', '"1"']], 'k');
    expect(sent(machine, true)).toBeUndefined();
    machine.answer('provisioning');
    expect(machine.commands).toMatchObject([{ type: 'document.read' }]);
    expect(machine.commands[0]).not.toHaveProperty('unless');
    const plain = answered([['etag', '"1"']], 'k');
    sent(plain);
    expect(plain.answer('provisioning').commands[0]).toHaveProperty('unless', 'd'.repeat(64));
  });
});
