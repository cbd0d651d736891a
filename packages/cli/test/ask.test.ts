import { describe, expect, test } from 'vitest';
import { askLine, askSecret, readLine, type Answer } from '../src/ask.js';
import { fakeTerminal } from './fake-terminal.js';

const never = new AbortController().signal;

async function typed(...pieces: readonly (string | Buffer)[]): Promise<Answer> {
  const terminal = fakeTerminal({ tty: true });
  const answer = askSecret(terminal, 'Password: ', never);
  for (const piece of pieces) terminal.input.write(piece);
  const given = await answer;
  expect(terminal.raw).toEqual([true, false]);
  expect(terminal.err()).toBe('Password: \n');
  expect(terminal.out()).toBe('');
  expect(terminal.input.isPaused()).toBe(true);
  return given;
}

describe('the prompt echoes nothing and takes', () => {
  test.each<readonly [string, readonly (string | Buffer)[], string | undefined]>([
    ['a word', ['s3cret\r'], 's3cret'],
    ['key by key', ['a', 'b', 'c', '\r'], 'abc'],
    ['a character in two pieces', [Buffer.from([0xc5]), Buffer.from([0xbe]), '\r'], 'ž'],
    ['white space, verbatim', ['  007 \r'], '  007 '],
    ['a tab', ['a\tb\r'], 'a\tb'],
    ['backspace, over a whole character', ['ab📞\u007f\u007fc\r'], 'ac'],
    ['kill line', ['wrong\u0015right\r'], 'right'],
    ['no arrow keys', ['a\u001b[D\u001b[1;5C\u001bOAb\r'], 'ab'],
    ['no other control characters', ['a\u0000\u0001\u001ab\r'], 'ab'],
    ['nothing, as an empty password', ['\r'], ''],
    ['Ctrl-D after something as Enter', ['abc\u0004'], 'abc'],
    ['Ctrl-D at once as no answer', ['\u0004'], undefined],
    ['only the first line of what is pasted', ['one\rtwo\r'], 'one'],
  ])('%s', async (_name, pieces, text) => {
    expect(await typed(...pieces)).toEqual({ ok: true, text });
  });

  test('Ctrl-C', async () => {
    expect(await typed('ab\u0003')).toEqual({ ok: false, reason: 'interrupted' });
  });

  test('a signal from outside, with the terminal as it was', async () => {
    const terminal = fakeTerminal({ tty: true });
    const interrupt = new AbortController();
    const answer = askSecret(terminal, '? ', interrupt.signal);
    terminal.input.write('half');
    interrupt.abort();
    expect(await answer).toEqual({ ok: false, reason: 'interrupted' });
    expect(terminal.raw).toEqual([true, false]);
    expect(await askSecret(terminal, '? ', interrupt.signal)).toEqual({ ok: false, reason: 'interrupted' });
  });

  test('the end of the input, such as a closed window', async () => {
    const terminal = fakeTerminal({ tty: true });
    const answer = askSecret(terminal, '? ', never);
    terminal.input.end();
    expect(await answer).toEqual({ ok: true, text: undefined });
  });
});

describe('standard input', () => {
  const read = (stdin: string | Uint8Array): Promise<Answer> => readLine(fakeTerminal({ stdin }), never);

  test.each<readonly [string, string | undefined]>([
    ['secret', 'secret'],
    ['secret\n', 'secret'],
    ['secret\r\n', 'secret'],
    [' x \nsecond\n', ' x '],
    ['\n', ''],
    ['', undefined],
    ['\ufeffsecret\n', 'secret'],
    ['žluťoučký 📞\n', 'žluťoučký 📞'],
  ])('D2a: %j is %j', async (stdin, text) => {
    expect(await read(stdin)).toEqual({ ok: true, text });
  });

  test('waits for no more than the first line', async () => {
    const terminal = fakeTerminal({ tty: true }); // stays open
    const answer = askLine(terminal, 'User name: ', never);
    terminal.input.write('ali');
    terminal.input.write('ce\nmore');
    expect(await answer).toEqual({ ok: true, text: 'alice' });
    expect(terminal.err()).toBe('User name: ');
  });

  test('what is no text, or has no end, is no password', async () => {
    expect(await read(Uint8Array.of(0x61, 0xff, 0x0a))).toEqual({ ok: false, reason: 'not-text' });
    expect(await read('x'.repeat(200_000))).toEqual({ ok: false, reason: 'not-text' });
  });
});
