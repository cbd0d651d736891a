/**
 * What core may not do and types cannot see: read a clock, roll dice, hold state in a module, throw, or use what an
 * old engine lacks. Used by eslint.config.js for the editor and by the lint gate, where no comment can switch it off.
 */
import tseslint from 'typescript-eslint';

const XML = ['packages/core/src/xml/**/*.ts'];
/** JSON.parse and the URI functions throw, so they stand behind one function. */
const ATTEMPT = ['packages/core/src/text/attempt.ts'];
const DRIVER = ['packages/core/src/driver/**/*.ts'];
const CORE = ['packages/core/src/**/*.ts'];

const CLOCK_AND_CHANCE = [
  ['MemberExpression[object.name="Date"][property.name="now"]', 'Time is an argument: take `at` from the event.'],
  ['MemberExpression[object.name="Date"][property.value="now"]', 'Time is an argument: take `at` from the event.'],
  ['NewExpression[callee.name="Date"][arguments.length=0]', 'Time is an argument: take `at` from the event.'],
  ['NewExpression[callee.name="Date"][arguments.length>1]', 'This reads the local time zone: use Date.UTC.'],
  ['CallExpression[callee.name="Date"]', 'Time is an argument: take `at` from the event.'],
  ['MemberExpression[object.name="Math"][property.name="random"]', 'Chance is an argument: take the seed.'],
  ['MemberExpression[object.name="Math"][property.value="random"]', 'Chance is an argument: take the seed.'],
  ['VariableDeclarator[init.name=/^(Date|Math)$/]', 'Call Date and Math by their own names.'],
];

const STYLE = [
  ['ThrowStatement', 'Failures are values in core: return an outcome.'],
  ['ClassDeclaration', 'Core has data and functions, no classes.'],
  ['ClassExpression', 'Core has data and functions, no classes.'],
  [
    'Program > VariableDeclaration[kind!="const"], Program > ExportNamedDeclaration > VariableDeclaration[kind!="const"]',
    'A module holds no state: state is an argument.',
  ],
  ['MemberExpression[property.name=/^(localeCompare|toLocale\\w*)$/]', 'The result depends on the machine it runs on.'],
  [
    'CallExpression > MemberExpression.callee[property.name=/^(get|set)(FullYear|Month|Date|Day|Hours|Minutes|Seconds|TimezoneOffset)$/]',
    'This reads the local time zone: use the UTC one.',
  ],
];

const SYNCHRONOUS = [
  [':function[async=true]', 'The pure rooms are synchronous: give a command out instead.'],
  ['AwaitExpression', 'The pure rooms are synchronous: give a command out instead.'],
  ['ForOfStatement[await=true]', 'The pure rooms are synchronous: give a command out instead.'],
  ['NewExpression[callee.name="Promise"]', 'The pure rooms are synchronous: give a command out instead.'],
  ['MemberExpression[object.name="Promise"]', 'The pure rooms are synchronous: give a command out instead.'],
];

const NO_TRY = [['TryStatement', 'Nothing here throws, so nothing is caught; only xml/ and text/attempt.ts catch, once each.']];

const GLOBALS = [
  ...['globalThis', 'window', 'self', 'global', 'process', 'console', 'Intl', 'eval', 'Function', 'require'],
  ...['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'queueMicrotask'],
  ...['fetch', 'crypto', 'performance', 'navigator', 'document', 'location', 'localStorage', 'sessionStorage', 'Buffer'],
  ...['WeakRef', 'FinalizationRegistry'],
].map((name) => ({ name, message: 'Core knows no globals beyond the language itself; a port brings what it needs.' }));

/** Old Hermes cannot run these, and lowering does not help. */
const UNPORTABLE = [
  [/\(\?<[^=!]/, 'a named group'],
  [/\\[pP]\{/, 'a Unicode property'],
  [/\(\?[ims-]+:/, 'a modifier'],
];

const portableRegexp = {
  meta: { type: 'problem', schema: [], messages: { unportable: 'An old engine cannot run {{what}} in a pattern.' } },
  create(context) {
    const report = (node, what) => context.report({ node, messageId: 'unportable', data: { what } });
    function check(node, pattern, flags) {
      for (const [sign, what] of UNPORTABLE) if (sign.test(pattern)) report(node, what);
      if (flags.includes('v')) report(node, 'the v flag');
    }
    function checkConstructor(node) {
      if (node.callee.name !== 'RegExp') return;
      const [pattern, flags] = node.arguments.map((argument) => (argument.type === 'Literal' ? argument.value : ''));
      check(node, String(pattern ?? ''), String(flags ?? ''));
    }
    return {
      Literal: (node) => node.regex && check(node, node.regex.pattern, node.regex.flags),
      NewExpression: checkConstructor,
      CallExpression: checkConstructor,
    };
  },
};

const oneTry = {
  meta: { type: 'problem', schema: [], messages: { second: 'The parser is caught at one place only.' } },
  create(context) {
    let seen = 0;
    return { TryStatement: (node) => (seen += 1) > 1 && context.report({ node, messageId: 'second' }) };
  },
};

const syntax = (...groups) => [
  'error',
  ...groups.flat().map(([selector, message]) => ({ selector, message })),
];

/** The purity rules as ESLint configuration; they need no type information. */
export const purity = [
  {
    name: 'firstring/core',
    files: CORE,
    languageOptions: { parser: tseslint.parser },
    plugins: { firstring: { rules: { 'portable-regexp': portableRegexp, 'one-try': oneTry } } },
    rules: { 'no-restricted-globals': ['error', ...GLOBALS], 'firstring/portable-regexp': 'error' },
  },
  {
    name: 'firstring/pure-rooms',
    files: CORE,
    ignores: [...XML, ...ATTEMPT, ...DRIVER],
    rules: { 'no-restricted-syntax': syntax(CLOCK_AND_CHANCE, STYLE, SYNCHRONOUS, NO_TRY) },
  },
  {
    name: 'firstring/parsers',
    files: [...XML, ...ATTEMPT],
    rules: { 'no-restricted-syntax': syntax(CLOCK_AND_CHANCE, STYLE, SYNCHRONOUS), 'firstring/one-try': 'error' },
  },
  {
    name: 'firstring/driver',
    files: DRIVER,
    rules: { 'no-restricted-syntax': syntax(CLOCK_AND_CHANCE, STYLE) },
  },
];
