import { readdirSync, readFileSync } from 'node:fs';
import type { Ports } from '@firstring/core/driver';
import { describe, expect, test } from 'vitest';
import { CONTRACTS, createVirtualWorld, HOST_CONTRACT, HTTP_CONTRACT, lacking, runCases, SECRETS_CONTRACT, STORE_CONTRACT, XML_CONTRACT, type Case } from '../../src/index.js';
import { HOST_SINS } from './host-sins.js';
import { HTTP_SINS } from './http-sins.js';
import { SECRETS_SINS } from './secrets-sins.js';
import { sinfulWorld, type Sin } from './sin.js';
import { STORE_SINS } from './store-sins.js';
import { NARROW_XML_SINS, XML_SINS } from './xml-sins.js';

const failed = new Set<string>();

function trySins<Port extends keyof Ports>(port: Port, contract: readonly Case[], sins: readonly Sin<Port>[]): void {
  describe(port, () => {
    test.each(sins)('%s', { timeout: 60_000 }, async (_what, fails, make) => {
      const results = await runCases(contract, () => sinfulWorld(port, make));
      const found = results.filter(({ status }) => status === 'failed').map(({ id }) => id);
      for (const id of found) failed.add(id);
      expect(found.sort()).toEqual(fails.slice().sort());
    });
  });
}

trySins('http', HTTP_CONTRACT, HTTP_SINS);
trySins('store', STORE_CONTRACT, STORE_SINS);
trySins('secrets', SECRETS_CONTRACT, SECRETS_SINS);
trySins('host', HOST_CONTRACT, HOST_SINS);
trySins('xml', XML_CONTRACT, XML_SINS);
trySins('xml', XML_CONTRACT.filter(({ id }) => /^XML-(CAP|CUT|ANY)-/.test(id)), NARROW_XML_SINS);

test('every case of a contract has found at least one of these defects', () => {
  const { capabilities } = createVirtualWorld();
  const tried = CONTRACTS.filter(({ needs }) => lacking(needs, capabilities) === undefined);
  expect(tried.map(({ id }) => id).filter((id) => !failed.has(id))).toEqual([]);
});

test('every case has an id of its own, and what it proves', () => {
  expect(new Set(CONTRACTS.map(({ id }) => id)).size).toBe(CONTRACTS.length);
  for (const { id, title, clauses } of CONTRACTS) {
    expect(id).toMatch(/^(HTTP|XML|STORE|SECRETS|HOST)-[A-Z0-9-]+$/);
    expect(title).not.toBe('');
    expect(clauses.length).toBeGreaterThan(0);
  }
});

test('every vector of XML is a case', () => {
  const folder = new URL('../../vectors/xml/', import.meta.url);
  const ids = readdirSync(folder).flatMap((name) => (JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as { cases: readonly { id: string }[] }).cases.map(({ id }) => id));
  expect(ids.filter((id) => !XML_CONTRACT.some((one) => one.id === id))).toEqual([]);
});
