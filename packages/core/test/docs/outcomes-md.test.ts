import { expect, test } from 'vitest';
import { ANSWERS, type AnswerRow } from '../../src/policy/answer.js';
import { OUTCOMES, PASSWORD_REFUSED, type Curve, type OnFirstRun, type OnRefresh } from '../../src/policy/outcome.js';

const FIRST_RUN: { readonly [each in OnFirstRun]: string } = {
  'go-on': 'goes on',
  ask: 'asks the person',
  again: 'asks the portal again by itself, then the person',
  never: 'cannot occur',
};

const REFRESH: { readonly [each in OnRefresh]: string } = {
  commit: 'is committed',
  unchanged: 'nothing changed',
  keep: 'keeps what is in use',
  attention: 'keeps what is in use, with attention',
  'sign-out': 'signs out',
};

const CURVES: { readonly [each in Curve]: string } = { fast: 'from 30 s', slow: 'from 5 min', regular: 'at the regular time' };

const INTRODUCTION = `# Outcomes

What becomes of an answer, on a first run and on a refresh, and when a refresh is tried again (O, R6). What an answer is, is said in
[the specification](spec.md); \`snapshot.outcome\` and \`snapshot.refresh.outcome\` name the row. This page is generated from
\`packages/core/src/policy/outcome.ts\` and \`answer.ts\`, the tables that the code itself reads; a test compares it
(\`pnpm vitest run packages/core/test/docs -u\` writes it anew).
`;

function statuses({ status }: AnswerRow): string {
  return status.map((one) => (typeof one === 'number' ? String(one) : `${String(one[0])} to ${String(one[1])}`)).join(', ');
}

test('docs/outcomes.md says what the tables of outcomes say', async () => {
  const rows = OUTCOMES.map(([id, first, refresh, curve]) => `| ${id} | ${FIRST_RUN[first]} | ${REFRESH[refresh]} | ${CURVES[curve]} |`);
  const answers = ANSWERS.map((row) => `| ${statuses(row)} | ${row.from} | ${row.id} | ${row.code === undefined ? '' : `\`${row.code}\``} |`);
  const page = [
    INTRODUCTION,
    '| row | first run | refresh | tried again |\n| --- | --- | --- | --- |',
    ...rows,
    `\nAfter ${PASSWORD_REFUSED.join(', ')} from the provider (O5) the password is not offered again on a first run, and a refresh waits for the regular time.\n`,
    '## By status\n\nThe first that fits; any other status is O12.\n',
    '| status | from | row | problem |\n| --- | --- | --- | --- |',
    ...answers,
    '',
  ].join('\n');
  await expect(page).toMatchFileSnapshot('../../../../docs/outcomes.md');
});
