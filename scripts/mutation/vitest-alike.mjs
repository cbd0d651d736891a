/** What the tests of the rooms use of vitest: gathers tests instead of running them, and has vitest's own `expect`. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Packages of vitest's, which only vitest can name. */
async function vitestParts(root) {
  const { resolve } = createRequire(createRequire(join(root, 'package.json')).resolve('vitest/package.json'));
  const load = (name) => import(pathToFileURL(resolve(name)).href);
  return Promise.all([load('@vitest/expect'), load('@vitest/spy'), load('chai')]);
}

let parts;

export async function createVitest(root) {
  if (parts === undefined) {
    const [matchers, spy, chai] = await vitestParts(root);
    for (const plugin of [matchers.JestExtend, matchers.JestChaiExpect, matchers.JestAsymmetricMatchers]) chai.use(plugin);
    parts = { expect: chai.expect, fn: spy.fn };
  }
  const tests = [];
  const titles = [];
  const known = new Map();
  let file = '';

  const inFile = (name) => {
    file = name;
  };
  const rowsOf = (table) => [...table].map((row) => (Array.isArray(row) ? row : [row]));

  const test = (title, ...rest) => {
    const fn = rest.find((each) => typeof each === 'function'); // options and a bound of time are the runner's here
    const name = `${file} ${[...titles, title].join(' > ')}`;
    const times = (known.get(name) ?? 0) + 1; // titles of a table are not filled in, so they repeat
    known.set(name, times);
    tests.push({ id: times === 1 ? name : `${name} (${times})`, file, fn });
  };
  test.each = (table) => (title, fn) => {
    for (const row of rowsOf(table)) test(title, () => fn(...row));
  };
  const describe = (title, fn) => {
    titles.push(title);
    fn();
    titles.pop();
  };
  describe.each = (table) => (title, fn) => {
    for (const row of rowsOf(table)) describe(title, () => fn(...row));
  };
  return { vitest: { test, it: test, describe, expect: parts.expect, vi: { fn: parts.fn } }, tests, inFile };
}
