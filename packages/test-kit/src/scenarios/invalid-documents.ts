import { sampleAccount } from '../portal/sample-account.js';
import { SAMPLE_USER } from '../portal/sample-app.js';
import type { Case } from '../run/case.js';
import { check, equal } from '../run/check.js';
import { refusalCase } from './refusal.js';

type Nodes = readonly (readonly [name: string, value: string | undefined])[];

const ACCOUNTS: readonly (readonly [title: string, nodes: Nodes, faults: readonly string[]])[] = [
  ['no host', [['host', undefined]], ['host']],
  ['a blank title', [['title', '  ']], ['title']],
  ['no username', [['username', undefined]], ['username']],
  ['three faults at once', [['host', ''], ['expires', '29'], ['transport', 'smoke']], ['expires', 'host', 'transport']],
  ['a host that is a URL', [['host', 'https://sip.acme.example/']], ['host']],
  ['a proxy with a bad port', [['proxy', 'sip.acme.example:99999']], ['proxy']],
  ['a keep-alive below 5', [['keepAlivePeriod', '4']], ['keepAlivePeriod']],
  ['an expiry that is no number', [['expires', 'soon']], ['expires']],
];

/** O10: documents that can be read but do not hold. */
export const INVALID_DOCUMENTS: readonly Case[] = [
  ...ACCOUNTS.map(([title, nodes, faults], at) =>
    refusalCase({
      id: `INVALID-${String(at + 1).padStart(3, '0')}`,
      title,
      clauses: ['O10', 'D9'],
      document: 'extprov',
      codes: ['account.invalid'],
      app: { users: [{ ...SAMPLE_USER, account: sampleAccount({ nodes }) }] },
      inspect: ({ details }) => {
        const found = details.faults ?? [];
        equal(found.map(({ node }) => node).sort(), faults, 'nodes at fault');
        check(found.every(({ rule, person }) => rule !== '' && /[.?!]$/.test(person)), 'a fault without a sentence');
      },
    }),
  ),
  refusalCase({
    id: 'INVALID-021',
    title: 'the theme is damaged JSON',
    clauses: ['O10', 'D12'],
    document: 'theme',
    behaviour: { body: '{"critical":' },
    codes: ['theme.invalid', 'answer.not-a-document'],
  }),
];
