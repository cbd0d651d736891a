import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCommandLine, type CommandLine } from '../src/command-line.js';
import { nearest } from '../src/nearest.js';
import type { Trouble } from '../src/trouble.js';

function lineOf(args: readonly string[], environment: NodeJS.ProcessEnv = {}): CommandLine {
  const read = readCommandLine(args, environment);
  if (!read.ok) throw new Error(read.trouble.person);
  return read.line;
}

function troubleOf(...args: readonly string[]): Trouble {
  const read = readCommandLine(args, {});
  if (read.ok) throw new Error('read');
  return read.trouble;
}

describe('what is read', () => {
  test('a whole command', () => {
    expect(lineOf(['provision', 'alice@ACME', '--portal', 'https://p.example', '--state=dir', '--instance', 'two', '--overlap', '--allow-http', '--json', '--password-stdin', '--record', 'run.json'])).toEqual({
      command: 'provision', operands: ['alice@ACME'], portal: 'https://p.example', stateDir: 'dir', instance: 'two', record: 'run.json', passwordStdin: true, overlap: true, allowHttp: true, json: true,
    });
  });

  test('defaults, and the environment below the arguments', () => {
    expect(lineOf([])).toMatchObject({ command: 'help', instance: 'default', portal: undefined, stateDir: undefined, json: false, allowHttp: false });
    const environment = { FIRSTRING_PORTAL: 'https://e.example', FIRSTRING_STATE: 'e' };
    expect(lineOf(['status'], environment)).toMatchObject({ portal: 'https://e.example', stateDir: 'e' });
    expect(lineOf(['status', '--portal', 'https://a.example', '--state', 'a'], environment)).toMatchObject({ portal: 'https://a.example', stateDir: 'a' });
  });

  test('an empty variable counts as absent: an empty path would be the folder one stands in', () => {
    expect(lineOf(['status'], { FIRSTRING_PORTAL: '', FIRSTRING_STATE: '' })).toMatchObject({ portal: undefined, stateDir: undefined });
  });

  test('help and version beside anything else', () => {
    expect(lineOf(['provision', '--help']).command).toBe('help');
    expect(lineOf(['provision', '-h']).command).toBe('help');
    expect(lineOf(['--version']).command).toBe('version');
  });
});

describe('mistakes', () => {
  test.each([
    [['status', '--jsno'], 'usage.unknown-option', '--json'],
    [['status', '--portl=x'], 'usage.unknown-option', '--portal'],
    [['status', '--STATE', 'x'], 'usage.unknown-option', '--state'],
    [['status', '-x'], 'usage.unknown-option', '-x'],
    [['status', '--portal'], 'usage.option-value', '--portal needs a value'],
    [['status', '--portal', '--json'], 'usage.option-value', '--portal needs a value'],
    [['status', '--state='], 'usage.option-value', '--state needs a value'],
    [['status', '--json=yes'], 'usage.option-value', '--json takes no value'],
  ])('%j', (args, code, says) => {
    const trouble = troubleOf(...args);
    expect(trouble.code).toBe(code);
    expect(trouble.person).toContain(says);
  });

  test('a far-off option gets no guess', () => {
    expect(troubleOf('status', '--colour').person).toBe('There is no option --colour.');
  });

  test.each([['--password=hunter2'], ['--password', 'hunter2'], ['--passwd=hunter2'], ['--pass', 'hunter2'], ['--pin=hunter2'], ['--pw', 'hunter2'], ['--Password=hunter2']])(
    'a password is never an argument, by whatever name: %j',
    (...args) => {
      const trouble = troubleOf('provision', 'alice@ACME', ...args);
      expect(trouble.code).toBe('usage.password-argument');
      expect(trouble.person).toContain('--password-stdin');
    },
  );

  test('S4: no mistake repeats a value, it could be a password', () => {
    for (const option of ['--password', '--pasword', '--nothing', '--json', '--overlap', '-p']) {
      for (const args of [[`${option}=hunter2`], [option, 'hunter2']]) {
        const read = readCommandLine(['provision', 'alice@ACME', ...args], {});
        expect(JSON.stringify(read.ok ? '' : read.trouble)).not.toContain('hunter2');
      }
    }
  });

  test('reading is total', () => {
    const word = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('--', '-', '--portal', '--json', '-h', '--=', '--no-json'));
    fc.assert(fc.property(fc.array(word, { maxLength: 6 }), (args) => typeof readCommandLine(args, {}).ok === 'boolean'));
  });
});

test('near words', () => {
  const known = ['provision', 'status', 'explain', 'sign-out', 'help'];
  expect(nearest('provsion', known)).toBe('provision');
  expect(nearest('prov', known)).toBe('provision');
  expect(nearest('STATUS', known)).toBe('status');
  expect(nearest('signout', known)).toBe('sign-out');
  expect(nearest('explian', known)).toBe('explain');
  expect(nearest('deploy', known)).toBeUndefined();
  expect(nearest('', known)).toBeUndefined();
});
