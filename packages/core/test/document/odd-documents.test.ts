import { describe, expect, test } from 'vitest';
import { readAccount } from '../../src/document/account.js';
import { fillSentence } from '../../src/document/problem.js';
import { readProvisioning } from '../../src/document/provisioning.js';
import { validateAccount } from '../../src/document/validate-account.js';
import { split } from './fixtures.js';

test('M1: a rank on the account itself is ignored with a warning', () => {
  const { root } = split('<account priority="50" source="x"><title>t</title></account>', 'extprov');
  expect(readAccount(root)).toEqual({
    account: [{ name: 'title', value: 't' }],
    warnings: [
      { code: 'node.attribute-ignored', node: 'account@priority' },
      { code: 'node.attribute-ignored', node: 'account@source' },
    ],
  });
});

test('D4: a key without a name is left out with a warning, the next one is not', () => {
  const { root } = split('<r><prefKeys><prop default="1"/><prop name="keypadVolume" default="10"/></prefKeys></r>', 'provisioning');
  const { prefKeys, warnings } = readProvisioning(root);
  expect(prefKeys?.map(({ name }) => name)).toEqual(['keypadVolume']);
  expect(warnings).toHaveLength(1);
});

test('S3, D5: below the default of a secret node everything is sealed, but for its validators', () => {
  const { root } = split('<r><account><prop name="password"><hint>canary-1</hint><validator type="required">Needed</validator></prop></account></r>', 'provisioning');
  expect(JSON.stringify(root)).not.toContain('canary');
  expect(JSON.stringify(root)).toContain('Needed');
});

test('D9: a node with children counts by its own text', () => {
  const subtree = (text: string) => ({ name: 'title', text, attributes: [], children: [{ name: 'x', attributes: [], text: 'y', children: [] }] });
  const account = (text: string) => validateAccount([['title', subtree(text)], ['username', 'u'], ['host', 'h']]).map(({ node, rule }) => `${node} ${rule}`);
  expect(account(' ')).toEqual(['title required']);
  expect(account('t')).toEqual([]);
});

describe('fillSentence', () => {
  test('a detail that is missing or no text leaves no hole', () => {
    expect(fillSentence('{status} of {node}', { status: 401, node: 'host' })).toBe('401 of host');
    expect(fillSentence('{status} of {node}', {})).toBe('unknown of unknown');
  });
});
