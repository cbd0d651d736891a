import { expect, test } from 'vitest';
import { ACCOUNT_NODES, ACCOUNT_SERVICES, type AccountNodeRow } from '../../src/document/account-nodes.js';
import { PREF_KEYS, type PrefKeyRow } from '../../src/document/pref-keys.js';

const INTRODUCTION = `# Account nodes and preference keys

What is known of the Account XML (D6) and of preference keys (D4). Unknown nodes are kept, are secret (S3), and weigh \`hot\`.
\`accountNode(profile, name)\` and \`prefKey(profile, name)\` of \`@firstring/core\` read them typed; their TypeScript types come from
the same tables. This page is generated from \`packages/core/src/document/account-nodes.ts\` and \`pref-keys.ts\`; a test compares it
(\`npx vitest run --project core -u test/docs\` writes it anew).

**Type**: \`flag\` is 1 or 0 in an account, and \`on\` or 1 for true in a preference; \`list\` is comma-separated, in order of preference;
\`secret\` is a reference to the vault, and so is a \`url\` with a query; \`tree\` has child nodes. \`url\`, \`host\`, \`port\`, \`int\`, \`list\` and
\`enum\` ignore outer white space (D2a).

**Impact** of a change (M11): \`hot\` counts from the next time it is looked at; \`reregister\`: it stands in a registration, or decides
whether, when and where one is sent; \`restart\`: it says what is opened when the app starts; \`relogin\`: it is the sign-in, or the
tenant, of the services behind the account. No more than the weight of a node is ours; it is not documented.

**Source**: \`doc\` documentation, \`def\` defaults of a public SDK, \`field\` servers that real apps talk to, \`inf\` inferred, \`ours\` decided
by this project.
`;

const code = (text: string): string => (text === '' ? '' : `\`${text}\``);
const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

test('D6, D4: docs/account-nodes.md lists every known node and key, as the tables have them', async () => {
  const nodes = ACCOUNT_NODES.map(([name, type, fallback, impact, mark, meaning]: AccountNodeRow) => row(code(name), type, code(fallback), impact, meaning, mark));
  const services = ACCOUNT_SERVICES.map(([prefix, mark, meaning]) => row(code(prefix), meaning, mark));
  const keys = PREF_KEYS.map(([name, type, kind, fallback, impact]: PrefKeyRow) => row(code(name), type, kind, code(fallback), impact));
  const page = [
    INTRODUCTION,
    '## Account nodes\n',
    row('node', 'type', 'default', 'impact', 'meaning', 'source'),
    '|---|---|---|---|---|---|',
    ...nodes,
    '\n## Web services of an account\n',
    'Each prefix stands for a group of keys: `Url`, `PostData`, `ContentType`, `Method`, `AuthUsername`, `AuthPassword`, `CustomHeaders`,\n`Timeout` (W1), without case. All are `hot`: they count from the next request.\n',
    row('prefix', 'meaning', 'source'),
    '|---|---|---|',
    ...services,
    '\n## Preference keys\n',
    'What the user stored wins over a `key`; a `read-only` one is what the document says (D4).\n',
    row('key', 'type', 'kind', 'default', 'impact'),
    '|---|---|---|---|---|',
    ...keys,
  ];
  await expect(`${page.join('\n')}\n`).toMatchFileSnapshot('../../../../docs/account-nodes.md');
});
