/** What each entry point costs a user, minified and gzipped, against its budget in sizes.json. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { bundle } from './bundle.mjs';

const budgets = JSON.parse(readFileSync(new URL('sizes.json', import.meta.url), 'utf8'));

async function measure(root, code) {
  const text = await bundle(root, code, { format: 'esm', minify: true });
  return gzipSync(text, { level: 9 }).length;
}

export default {
  name: 'sizes',
  async run(root) {
    const findings = [];
    const rows = [];
    for (const { name, code, budget } of budgets) {
      const bytes = await measure(root, code);
      rows.push(`\n       ${name.padEnd(36)} ${String(bytes).padStart(7)} of ${String(budget).padStart(7)} bytes`);
      if (bytes > budget) findings.push(`${name} is ${bytes - budget} bytes over its budget`);
    }
    return { ok: findings.length === 0, findings, note: `minified, gzip -9${rows.join('')}` };
  },
};
