import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACCOUNT_NODES, ACCOUNT_SERVICES } from '../../src/document/account-nodes.js';
import { isAccountServiceKey, isReleased, isUrlNode } from '../../src/document/account-schema.js';
import { readAccount } from '../../src/document/account.js';
import { readGlobal } from '../../src/document/global.js';
import { builtInDefaults } from '../../src/document/built-in-defaults.js';
import { isOn, PREF_KEYS } from '../../src/document/pref-keys.js';
import { readProvisioning } from '../../src/document/provisioning.js';
import type { IncomingDocument, IncomingNode } from '../../src/document/mergeable.js';
import type { SafeElement } from '../../src/document/tree.js';
import { secrecyOf } from '../../src/document/secret-nodes.js';
import { ACCOUNT, PROVISIONING, split } from './fixtures.js';

const account = (text: string): IncomingDocument => readAccount(split(text, 'extprov').root);
const global = (text: string): IncomingDocument => readGlobal(split(text, 'global_extprov').root);
const provisioning = (text: string): IncomingDocument => readProvisioning(split(text, 'provisioning').root);
const value = (nodes: readonly IncomingNode[] | undefined, name: string): unknown => nodes?.find((node) => node.name === name)?.value;
const codes = ({ warnings }: IncomingDocument): readonly string[] => warnings.map(({ code, node }) => `${code} ${node}`);

describe('readAccount', () => {
  test('D6: every child is a node, the id too; values stay as they were sent (D2a)', () => {
    const read = account(ACCOUNT);
    expect(value(read.account, 'id')).toBe('acme-alice');
    expect(value(read.account, 'host')).toBe(' sip.acme.example:5061 ');
    expect(value(read.account, 'voiceMailNumber')).toBe('');
    expect(value(read.account, 'password')).toHaveProperty('secret');
    expect(read.account).toContainEqual({ name: 'expires', value: '600', priority: 50, source: 'billing' });
    expect(value(read.account, 'blf')).toMatchObject({ name: 'blf', children: [{ text: '201' }, { text: '202' }] });
    expect(codes(read)).toEqual([]);
  });

  test('D6: the id is optional, and an empty one is none', () => {
    for (const root of ['<account>', '<account id="">']) expect(account(`${root}<id>b</id></account>`)).toEqual({ account: [{ name: 'id', value: 'b' }], warnings: [] });
  });

  test('D1: of a repeated node the first counts, with a warning', () => {
    const read = account('<account id="a"><title>1</title><title>2</title><id>b</id></account>');
    expect(read.account).toEqual([{ name: 'id', value: 'a' }, { name: 'title', value: '1' }]);
    expect(codes(read)).toEqual(['node.repeated title', 'node.repeated id']);
  });

  test('M1, S3: a priority that cannot be seen is ignored with a warning', () => {
    const root: SafeElement = { name: 'account', attributes: [], text: '', children: [{ name: 'title', attributes: [['priority', { secret: 's1' }]], text: 'a', children: [] }] };
    const read = readAccount(root);
    expect(read.account).toEqual([{ name: 'title', value: 'a' }]);
    expect(codes(read)).toEqual(['node.priority-ignored title']);
  });

  test('R11, S3: a sign-out whose message cannot be seen has none', () => {
    const root: SafeElement = { name: 'account', attributes: [['action', 'signOut']], text: '', children: [{ name: 'message', attributes: [], text: { secret: 's1' }, children: [] }] };
    expect(readAccount(root).signOut).toEqual({});
  });

  test('M1: a priority that is no integer is ignored with a warning', () => {
    const read = account('<account><title priority="high">a</title><host priority=" 50 ">b</host><proxy priority="1e3">c</proxy><expires priority="-0">9</expires></account>');
    expect(read.account?.map(({ priority }) => priority)).toEqual([undefined, 50, undefined, 0]);
    expect(Object.is(read.account?.[3]?.priority, 0)).toBe(true);
    expect(codes(read)).toEqual(['node.priority-ignored title', 'node.priority-ignored proxy']);
  });

  test('M1, M5: the value of a node with children is its subtree without its own rank', () => {
    const read = account('<account><blf priority="30" source="s" mode="m"><uri priority="1">201</uri></blf></account>');
    expect(read.account).toEqual([
      {
        name: 'blf',
        priority: 30,
        source: 's',
        value: { name: 'blf', attributes: [['mode', 'm']], text: '', children: [{ name: 'uri', attributes: [['priority', '1']], text: '201', children: [] }] },
      },
    ]);
  });

  test('M1: an attribute without a meaning is not lost in silence', () => {
    expect(codes(account('<account><title lang="en" xml:space="preserve">x</title></account>'))).toEqual(['node.attribute-ignored title@lang']);
  });

  test('D11: an account without nodes brings none', () => {
    expect(account('<account/>')).toEqual({ account: [], warnings: [] });
  });

  test('D1: hostile names are ordinary and pollute nothing', () => {
    const read = account('<account><__proto__>a</__proto__><constructor>b</constructor><prototype>c</prototype></account>');
    expect(read.account?.map(({ name }) => name)).toEqual(['__proto__', 'constructor', 'prototype']);
    expect(({} as { a?: unknown }).a).toBeUndefined();
  });

  test('a flood of repeated nodes does not become a flood of warnings', () => {
    expect(account(`<account>${'<title>x</title>'.repeat(5000)}</account>`).warnings).toHaveLength(100);
  });

  test('D6: total and JSON-safe for any names and texts', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('title', 'host', '__proto__', 'n'), fc.string()), { maxLength: 8 }), (nodes) => {
        const root = { name: 'account', attributes: [], text: '', children: nodes.map(([name, text]) => ({ name, attributes: [], text, children: [] })) };
        const read = readAccount(root);
        expect(JSON.parse(JSON.stringify(read))).toEqual(read);
        expect(read.account?.length).toBe(new Set(nodes.map(([name]) => name)).size);
      }),
    );
  });
});

describe('readGlobal', () => {
  const CAMEL = '<reply><quickDial maxQuickDialReplacePriority="21"><item id="a" priority="50" source="s"><displayName>A</displayName><uri>900</uri><portraitUrl>https://i.example/a.png</portraitUrl></item><item id="b" action="remove"/></quickDial><dialActions><dialAction id="park"><title><value lang="cs">Zaparkovat</value><value>Park</value></title></dialAction></dialActions></reply>';

  test('D7: camelCase and all lower case read the same', () => {
    const lower = CAMEL.replace(/quickDial(?=[ >])|displayName|portraitUrl|dialActions|dialAction(?=[ >])|maxQuickDialReplacePriority/g, (name) => name.toLowerCase());
    expect(lower).not.toBe(CAMEL);
    const read = global(CAMEL);
    expect(global(lower)).toEqual(read);
    expect(read.quickDial).toEqual({
      sweepBelow: 21,
      items: [
        {
          id: 'a',
          priority: 50,
          source: 's',
          nodes: [
            { name: 'displayName', value: 'A' },
            { name: 'uri', value: '900' },
            { name: 'portraitUrl', value: 'https://i.example/a.png' },
          ],
        },
        { id: 'b', remove: true, nodes: [] },
      ],
    });
    expect(value(read.dialActions?.items[0]?.nodes, 'title')).toMatchObject({
      children: [{ attributes: [['lang', 'cs']], text: 'Zaparkovat' }, { attributes: [], text: 'Park' }],
    });
    expect(read.warnings).toEqual([]);
  });

  test('M5: an item without an id is refused with a warning, others go on', () => {
    const read = global('<r><quickDial><item><uri>1</uri></item><item id=""/><item id="x"/></quickDial></r>');
    expect(read.quickDial?.items.map(({ id }) => id)).toEqual(['x']);
    expect(codes(read)).toEqual(['item.id-missing quickDial', 'item.id-missing quickDial']);
  });

  test('M6: remove and a new item of the same id both count, in order; a repeated item does not', () => {
    const read = global('<r><quickDial><item id="x" action="remove"/><item id="x"><uri>1</uri></item><item id="x"><uri>2</uri></item></quickDial></r>');
    expect(read.quickDial?.items).toEqual([
      { id: 'x', remove: true, nodes: [] },
      { id: 'x', nodes: [{ name: 'uri', value: '1' }] },
    ]);
    expect(codes(read)).toEqual(['node.repeated quickDial[x]']);
  });

  test('M6: another action and a bound that is no integer are ignored with a warning', () => {
    const read = global('<r><quickDial maxQuickDialReplacePriority="all"><item id="x" action="add"><uri>1</uri></item></quickDial></r>');
    expect(read.quickDial).toEqual({ items: [{ id: 'x', nodes: [{ name: 'uri', value: '1' }] }] });
    expect(codes(read)).toEqual(['node.action-ignored quickDial[x]', 'node.priority-ignored maxQuickDialReplacePriority']);
  });

  test('D7: other children are ignored with a warning; no children is a valid empty document (D10)', () => {
    const read = global('<r><account><title>x</title></account><quickDial/><quickdial/></r>');
    expect(read).toEqual({
      quickDial: { items: [] },
      warnings: [
        { code: 'document.child-ignored', node: 'account' },
        { code: 'node.repeated', node: 'quickdial' },
      ],
    });
    expect(global('<r/>')).toEqual({ warnings: [] });
  });
});

describe('readProvisioning', () => {
  test('D3: all sections of a real-world document', () => {
    const read = provisioning(PROVISIONING);
    expect(value(read.prefKeys, 'keypadVolume')).toBe('10');
    expect(read.service?.map(({ name }) => name)).toEqual([
      'initialGlobalProvisioningUrl',
      'initialProvisioningUrl',
      'InitialProvisioningPOSTDATA',
      'InitialProvisioningCustomHeaders',
      'dialActionWsRefresh',
    ]);
    expect(read.account?.map(({ name }) => name)).toEqual(['expires', 'password', 'host']);
    expect(value(read.account, 'expires')).toBe('300');
    expect(read.quickDial?.sweepBelow).toBe(21);
    expect(read.dialActions).toBeUndefined();
    expect(codes(read)).toEqual(['document.child-ignored saas']);
  });

  test('D5: plain nodes and props mix, the first of a name counts; a prop without default brings nothing', () => {
    const read = provisioning('<p><account><prop name="host" default="a" priority="5"/><host>b</host><prop default="x"/><prop name="title"/></account></p>');
    expect(read.account).toEqual([{ name: 'host', value: 'a', priority: 5 }]);
    expect(codes(read)).toEqual(['prop.name-missing prop', 'node.repeated host']);
  });

  test('W1: service keys compare without case; D3: repeated sections do not add up', () => {
    const read = provisioning('<p><INITIALPROVISIONINGURL>https://a.example</INITIALPROVISIONINGURL><initialprovisioningurl>https://b.example</initialprovisioningurl><prefKeys/><prefKeys><prop name="a" default="1"/></prefKeys></p>');
    expect(read.service).toEqual([{ name: 'INITIALPROVISIONINGURL', value: 'https://a.example' }]);
    expect(read.prefKeys).toEqual([]);
    expect(codes(read)).toEqual(['node.repeated prefKeys', 'node.repeated initialprovisioningurl']);
  });
});

describe('schemas', () => {
  test('D6: names are unique, dotted and structured ones are there', () => {
    const names = ACCOUNT_NODES.map(([name]) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  test('D6, S3: what a client carries of the account nodes is what their table says', () => {
    for (const [name, type] of ACCOUNT_NODES) {
      expect([name, isReleased(name)]).toEqual([name, type !== 'secret']);
      expect([name, isUrlNode(name)]).toEqual([name, type === 'url']);
    }
    for (const name of ['fromUser', '__proto__', '', 'title=', 'type=sip', 'Title']) expect([name, isReleased(name)]).toEqual([name, false]);
    const defaults = ACCOUNT_NODES.flatMap(([name, , value]: readonly string[]) => (value === '' ? [] : [{ name, value }]));
    expect(builtInDefaults()).toEqual({ account: defaults, warnings: [] });
  });

  test('W1: nothing but the services of the table and the suffixes of W1 is released in the account, without case', () => {
    const suffixes = ['Url', 'PostData', 'ContentType', 'Method', 'AuthUsername', 'AuthPassword', 'CustomHeaders', 'Timeout'];
    const secret = ['PostData', 'AuthUsername', 'AuthPassword', 'CustomHeaders'];
    for (const [prefix] of ACCOUNT_SERVICES) {
      for (const suffix of suffixes) {
        for (const name of [prefix + suffix, (prefix + suffix).toUpperCase(), (prefix + suffix).toLowerCase()]) {
          expect([name, isAccountServiceKey(name)]).toEqual([name, true]);
          expect([name, secrecyOf('account', name)]).toEqual([name, secret.includes(suffix) ? 'secret' : suffix === 'Url' ? 'url' : 'plain']);
        }
      }
      for (const name of [prefix, `${prefix}Other`, `x${prefix}Url`, `${prefix}Urls`]) expect([name, isAccountServiceKey(name)]).toEqual([name, false]);
    }
    for (const suffix of suffixes) expect(isAccountServiceKey(`other${suffix}`)).toBe(false);
  });

  test('D4, S3: every known preference key may be shown', () => {
    for (const [name] of PREF_KEYS) expect([name, secrecyOf('prefKeys', name)]).toEqual([name, 'plain']);
    expect(['keypadVolume2', 'keypadvolume', 'apiKey'].map((name) => secrecyOf('prefKeys', name))).toEqual(['secret', 'secret', 'secret']);
    expect(secrecyOf('service', 'keypadVolume')).toBe('secret');
  });

  test('D4: only on, in any case, and 1 are true', () => {
    expect(['on', 'ON', '1', 'true', 'yes', ' 1 ', '', '1\n', 'on\n'].map(isOn)).toEqual([true, true, true, false, false, false, false, false, false]);
  });
});

describe('the revision of the portal\'s document', () => {
  test('P4: stands on its root; what is no revision is ignored with a warning', () => {
    expect(provisioning('<p revision="2.17"><prefKeys/></p>')).toMatchObject({ revision: { epoch: 2, revision: 17 }, warnings: [] });
    const odd = provisioning('<p revision="two"><prefKeys/></p>');
    expect(odd).not.toHaveProperty('revision');
    expect(codes(odd)).toEqual(['node.attribute-ignored p@revision']);
    expect(provisioning('<p><prefKeys revision="2.17"/></p>')).not.toHaveProperty('revision');
  });
});
