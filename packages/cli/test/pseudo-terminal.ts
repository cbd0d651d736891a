import { spawn, spawnSync, type ChildProcess } from 'node:child_process';

/** What gives a program a real terminal on this machine; `undefined` where nothing does. */
export type PseudoTerminal = (program: readonly string[]) => { readonly command: string; readonly args: readonly string[] };

export function findPseudoTerminal(): PseudoTerminal | undefined {
  if (process.platform === 'linux' && spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux')) {
    return (program) => ({ command: 'script', args: ['-qec', program.map(quoted).join(' '), '/dev/null'] });
  }
  const pty = 'import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))';
  if (process.platform !== 'win32' && spawnSync('python3', ['-c', 'import os, pty; os.waitstatus_to_exitcode']).status === 0) {
    return (program) => ({ command: 'python3', args: ['-c', pty, ...program] });
  }
  return undefined;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** A program in a terminal, and somebody in front of it. */
export interface Session {
  /** Resolves as soon as the screen has shown this; rejects when the program ends without. */
  readonly shows: (text: string) => Promise<void>;
  readonly type: (keys: string) => void;
  readonly ended: Promise<{ readonly code: number | null; readonly screen: string }>;
}

export function openSession(terminal: PseudoTerminal, program: readonly string[], environment: NodeJS.ProcessEnv): Session {
  const { command, args } = terminal(program);
  const child: ChildProcess = spawn(command, args, { env: { PATH: process.env['PATH'], TERM: 'xterm-256color', LANG: 'C.UTF-8', SHELL: '/bin/sh', ...environment } });
  let screen = '';
  let over = false;
  let looks: (() => void)[] = [];
  const look = (): void => {
    for (const each of [...looks]) each();
  };
  child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
    screen += piece;
    look();
  });
  const ended = new Promise<{ code: number | null; screen: string }>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      over = true;
      look();
      resolve({ code, screen });
    });
  });
  return {
    shows: (text) =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          if (!screen.includes(text) && !over) return;
          looks = looks.filter((each) => each !== check);
          if (screen.includes(text)) resolve();
          else reject(new Error(`never shown: ${text}\n${screen}`));
        };
        looks.push(check);
        check();
      }),
    type: (keys) => void child.stdin?.write(keys),
    ended,
  };
}
