/**
 * The bundled core runs all vectors where there is nothing but the language: an emptied context, the clock and the dice
 * poisoned, no code from strings, and every input frozen to its leaves.
 */
import vm from 'node:vm';
import { bundle } from './bundle.mjs';
import { filesBelow, readText } from './files.mjs';

const VECTORS = 'packages/test-kit/vectors';
const CORE = 'packages/core/src/index.ts';
const TIME_LIMIT = 60_000;

/** What a bare engine is taken to have. No Intl, no eval, no threads, no weak references. */
const LANGUAGE = [
  ...['globalThis', 'undefined', 'NaN', 'Infinity', 'Object', 'Function', 'Array', 'String', 'Number', 'Boolean'],
  ...['Symbol', 'BigInt', 'Math', 'JSON', 'Date', 'RegExp', 'Map', 'Set', 'WeakMap', 'WeakSet', 'Promise', 'Proxy'],
  ...['Reflect', 'Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError'],
  ...['URIError', 'ArrayBuffer', 'DataView', 'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array'],
  ...['Uint16Array', 'Int32Array', 'Uint32Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array'],
  ...['parseInt', 'parseFloat', 'isNaN', 'isFinite', 'encodeURI', 'encodeURIComponent', 'decodeURI'],
  ...['decodeURIComponent'],
];

/** Runs inside the context, before core. Written as a function for the editor's sake; only its text goes in. */
function empty(language) {
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (!language.includes(name)) delete globalThis[name];
  }
  const poison = (owner, name) => {
    owner[name] = () => {
      throw new TypeError(`core called ${name}, which depends on the machine it runs on`);
    };
  };
  poison(Math, 'random');
  const RealDate = Date;
  const guarded = function Date(...args) {
    if (new.target === undefined || args.length === 0) throw new TypeError('core read the clock');
    if (args.length > 1) throw new TypeError('core read the local time zone');
    return Reflect.construct(RealDate, args, new.target);
  };
  guarded.UTC = RealDate.UTC;
  guarded.parse = RealDate.parse;
  guarded.prototype = RealDate.prototype;
  RealDate.prototype.constructor = guarded;
  poison(guarded, 'now');
  globalThis.Date = guarded;
  const local = /^toLocale|^localeCompare$|^get(FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds|TimezoneOffset)$/;
  for (const prototype of [RealDate, Array, Number, String, BigInt, Object].map((owner) => owner.prototype)) {
    for (const name of Object.getOwnPropertyNames(prototype)) if (local.test(name)) poison(prototype, name);
  }
}

/** Runs inside the context, after core: the cases of one file, each on frozen arguments and each twice. */
function runCases(core, text) {
  'use strict';
  const file = JSON.parse(text);
  const target = core[file.run];
  if (typeof target !== 'function') return [`core exports no function ${file.run}`];

  const freeze = (value) => {
    if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
    return value;
  };
  const keys = (value) => Object.keys(value).filter((key) => value[key] !== undefined);
  const plain = (value) => (ArrayBuffer.isView(value) ? Array.from(value) : value);
  const show = (value) => {
    const shown = value === undefined ? 'nothing' : JSON.stringify(value);
    return shown.length > 200 ? `${shown.slice(0, 200)}...` : shown;
  };
  /** The first place where two values differ, or undefined. */
  const difference = (rawActual, expected, path) => {
    const actual = plain(rawActual);
    if (Object.is(actual, expected)) return undefined;
    const bothObjects = typeof actual === 'object' && typeof expected === 'object' && actual !== null && expected !== null;
    if (!bothObjects || Array.isArray(actual) !== Array.isArray(expected)) {
      return `at ${path}: got ${show(actual)}, expected ${show(expected)}`;
    }
    if (Array.isArray(actual) && actual.length !== expected.length) {
      return `at ${path}: got ${actual.length} items, expected ${expected.length}`;
    }
    for (const key of new Set([...keys(actual), ...keys(expected)])) {
      const found = difference(actual[key], expected[key], `${path}.${key}`);
      if (found !== undefined) return found;
    }
    return undefined;
  };

  return file.cases.flatMap(({ id, args, expected }) => {
    try {
      const frozen = freeze(args);
      const first = difference(target(...frozen), expected, 'result');
      if (first !== undefined) return [`${id}: ${first}`];
      const second = difference(target(...frozen), expected, 'result');
      return second === undefined ? [] : [`${id}: the second run differs, ${second}`];
    } catch (error) {
      return [`${id}: ${error.name}: ${error.message}`];
    }
  });
}

/** An emptied context with core in it. */
function loadCore(code) {
  const context = vm.createContext({}, { codeGeneration: { strings: false, wasm: false } });
  const run = (text, filename) => vm.runInContext(text, context, { filename, timeout: TIME_LIMIT });
  run(`(${empty.toString()})(${JSON.stringify(LANGUAGE)})`, 'empty.js');
  const names = () => run('Object.getOwnPropertyNames(globalThis).join()', 'names.js').split(',');
  const before = new Set(names());
  run(code, 'core.js');
  const leaked = names().filter((name) => name !== 'core' && !before.has(name));
  return { run, leaked };
}

export default {
  name: 'artefact',
  async run(root) {
    const code = await bundle(root, `export * from './${CORE}'`, {
      format: 'iife',
      globalName: 'core',
      banner: { js: '"use strict";' },
    });
    const findings = [];
    let core;
    try {
      core = loadCore(code);
    } catch (error) {
      return { ok: false, findings: [`core does not load on the bare language: ${error.name}: ${error.message}`] };
    }
    for (const name of core.leaked) findings.push(`core leaves a global behind: ${name}`);

    const files = filesBelow(root, VECTORS).filter((file) => file.endsWith('.json'));
    let cases = 0;
    for (const file of files) {
      const text = readText(root, file);
      const vectors = JSON.parse(text);
      if (vectors.kind === 'xml') continue; // for readers of bytes, which are ports; packages/core/test/xml runs them
      if (typeof vectors.run !== 'string' || !Array.isArray(vectors.cases)) {
        findings.push(`${file}: not a vector file ({ "run", "cases": [{ "id", "args", "expected" }] })`);
        continue;
      }
      cases += vectors.cases.length;
      const call = `JSON.stringify((${runCases.toString()})(core, ${JSON.stringify(text)}))`;
      for (const finding of JSON.parse(core.run(call, file))) findings.push(`${file}: ${finding}`);
    }
    return { ok: findings.length === 0, findings, note: `${cases} vectors in ${files.length} files` };
  },
};
