import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACCOUNT_NODES } from '../../src/document/account-nodes.js';
import { isReleased } from '../../src/document/account-schema.js';
import { splitSecrets } from '../../src/document/split-secrets.js';
import type { DocumentName, SafeElement } from '../../src/document/tree.js';
import { encodeGeneration } from '../../src/store/text.js';
import { FREE_TEXT } from '../../src/trace/node-rules.js';
import { createRedactor } from '../../src/trace/redact.js';
import { ACCOUNT_URL, ALICE, element, ENTROPY, GLOBAL_URL, Machine, provisioning } from '../machine/drive.js';

/** Stands in every text that is about a person: it must be nowhere in a trace. */
const CANARY = 'Zq7xW';

const safe = (root: SafeElement, asked: DocumentName): SafeElement => splitSecrets(root as never, asked, (value) => `s${String(value.length)}`);

test('S3: the account nodes that hold free text are those of the schema', () => {
  const free = ACCOUNT_NODES.filter(([name, type]) => isReleased(name) && (type === 'text' || type === 'tree')).map(([name]) => name);
  expect([...FREE_TEXT]).toEqual(free);
});

describe('S4: what is about a person is in no redacted state', () => {
  const personal = fc.string({ unit: 'grapheme', maxLength: 6 }).map((text) => `${text}${CANARY}${text}`);
  const account = fc.dictionary(fc.constantFrom(...FREE_TEXT, 'password', 'cloud_password', 'unknownNode', 'extProvUrl', 'wcb_url'), personal).map((nodes) =>
    element('account', [
      element('title', `T ${CANARY}`),
      element('username', `u-${CANARY}`),
      element('host', 'sip.example:5061'),
      element('expires', '300'),
      ...Object.entries(nodes).flatMap(([name, text]) => (name === 'title' || name === 'username' ? [] : [element(name, /url$/i.test(name) ? `https://prov.example/${text}?q=${text}` : text)])),
    ], [['id', CANARY]]),
  );
  const item = fc.tuple(personal, fc.array(fc.tuple(fc.constantFrom('displayName', 'uri', 'host', 'type', 'message', 'photoUrl', 'validator'), personal)), fc.constantFrom('', '30')).map(([id, nodes, priority]) =>
    element('item', nodes.map(([name, text]) => element(name, text, [['name', text], ['lang', text]])), [['id', id], ['action', 'odd'], ...(priority === '' ? [] : [['priority', priority] as const])]),
  );
  const global = fc.array(item, { maxLength: 6 }).map((items) => element('reply', [element('quickDial', items), element('dialActions', [element('dialAction', [element('url', CANARY)], [['id', CANARY]])])]));

  test('F1: a whole run with any such documents; the law of `Machine` holds at every step', () => {
    fc.assert(
      fc.property(account, global, personal, (person, dials, message) => {
        const machine = new Machine().fresh().submit({ username: `a ${CANARY}` });
        machine.deliver('provisioning', provisioning(ACCOUNT_URL, GLOBAL_URL)).deliver('theme', provisioning());
        machine.deliver('global_extprov', safe(dials, 'global_extprov')).deliver('extprov', safe(person, 'extprov'));
        expect(machine.state.tag).toBe('saving');
        const redact = createRedactor();
        expect(JSON.stringify(machine.state)).toContain(CANARY);
        expect(JSON.stringify(redact(machine.state))).not.toContain(CANARY);
        if (machine.state.tag !== 'saving') return;
        const stored = encodeGeneration(machine.state.next, `sealed ${CANARY}`);
        const loaded = redact({ type: 'store.loaded', at: 1, generations: [stored, { number: 7, text: `damaged ${CANARY}` }], entropy: ENTROPY } as const);
        expect(JSON.stringify(loaded)).not.toContain(CANARY);
        new Machine().tell({ type: 'store.loaded', generations: [stored], entropy: ENTROPY }).tell({ type: 'secrets.opened' });
        const refused = new Machine().fresh().submit().deliver('provisioning', provisioning(ACCOUNT_URL)).deliver('theme', provisioning()).answer('extprov', 403, [['etag', `"${CANARY}"`], ['x-odd', CANARY]]);
        refused.tell({ type: 'document.read', id: refused.request('extprov'), content: { kind: 'message', message }, digest: 'e'.repeat(64) });
        expect(JSON.stringify(redact(refused.state))).not.toContain(CANARY);
      }),
      { numRuns: 25 },
    );
  });

  test('W10: of a challenge the schemes and algorithms stay', () => {
    const redact = createRedactor();
    const headers = [['www-authenticate', `Digest realm="${CANARY} \\"x\\"", nonce=${CANARY}, algorithm=SHA-256, qop="auth", stale=true`], ['retry-after', '120']] as const;
    const redacted = redact({ type: 'http.answered', id: 1, status: 401, headers, at: 1, key: CANARY } as const);
    expect(redacted.headers).toEqual([['www-authenticate', 'Digest realm="Aa0aA \\"a\\"", nonce=Aa0aA, algorithm=SHA-256, qop="auth", stale=true'], ['retry-after', '120']]);
    expect(JSON.stringify(redacted)).not.toContain(CANARY);
  });
});

test('R4, M9: what decides stays: times, hosts, flags, statuses, the installation and the cloud ID', () => {
  const machine = new Machine().fresh().submit().deliver('provisioning', provisioning(ACCOUNT_URL)).deliver('theme', provisioning());
  machine.deliver('extprov', element('account', [element('title', 'Alice'), element('username', '1001'), element('host', 'sip.example'), element('extProvInterval', '3600'), element('transport', 'tls')]));
  const text = JSON.stringify(createRedactor()(machine.state));
  for (const kept of ['sip.example', '"3600"', '"tls"', ENTROPY, ALICE.cloudId.canonical, 'https://prov.example/', 'built-in', 'https://portal.example']) expect(text).toContain(kept);
  for (const gone of ['Alice', 'alice', '1001', '/account"', 'd'.repeat(16)]) expect(text).not.toContain(gone);
});

test('W9: user info and path of an address go, its origin stays; an address that is none goes whole', () => {
  const redact = createRedactor();
  const shown = (url: string): unknown => redact({ secret: 's1', shown: url }).shown;
  expect(shown('https://prov.example:8443/u/alice')).toBe('https://prov.example:8443/a/aaaaa');
  expect(shown(' HTTP://bob:pw@prov.example/x')).toBe(' HTTP://aaa:aa@aaaa.aaaaaaa/a');
  expect(shown('lua:alice()')).toBe('aaa:aaaaa()');
});

test('M7: of an edit the path and its words stay; what the user typed, and which item it is, do not', () => {
  const redact = createRedactor();
  expect(redact({ path: 'account.title', value: 'Bob' })).toEqual({ path: 'account.title', value: 'Aaa' });
  expect(redact({ path: 'account.transport', value: 'tls' })).toEqual({ path: 'account.transport', value: 'tls' });
  expect(redact({ path: 'quickDial.bob.host', value: 'eve' })).toEqual({ path: 'quickDial.aab.host', value: 'aac' });
  expect(redact({ path: 'quickDial.bob', value: { item: [['host', 'eve']] } })).toEqual({ path: 'quickDial.aab', value: { item: [['host', 'aac']] } });
});

test('M6: a path and a label keep their names and lose their id', () => {
  const redact = createRedactor();
  expect(redact({ node: 'quickDial[bob]' })).toEqual({ node: 'quickDial[aaa]' });
  expect(redact({ node: 'dialActions[bo' })).toEqual({ node: 'dialActions[aa' });
  expect(redact({ node: 'account@force' })).toEqual({ node: 'account@force' });
});
