import { parseArgs } from 'node:util';
import { nearest } from './nearest.js';
import { printable } from './printable.js';
import { mistake, type Trouble } from './trouble.js';

const OPTIONS = {
  portal: { type: 'string' },
  state: { type: 'string' },
  instance: { type: 'string' },
  record: { type: 'string' },
  'password-stdin': { type: 'boolean' },
  overlap: { type: 'boolean' },
  'allow-http': { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

const TAKES_VALUE: ReadonlyMap<string, boolean> = new Map(Object.entries(OPTIONS).map(([name, { type }]) => [name, type === 'string']));

export interface CommandLine {
  /** `help` and `version` are commands too. */
  readonly command: string;
  readonly operands: readonly string[];
  readonly portal: string | undefined;
  readonly stateDir: string | undefined;
  readonly instance: string;
  /** The file that gets the trace of the run. */
  readonly record: string | undefined;
  readonly passwordStdin: boolean;
  readonly overlap: boolean;
  readonly allowHttp: boolean;
  readonly json: boolean;
}

export type ReadCommandLine = { readonly ok: true; readonly line: CommandLine } | { readonly ok: false; readonly trouble: Trouble };

export function readCommandLine(args: readonly string[], environment: NodeJS.ProcessEnv): ReadCommandLine {
  // Its `strict` mode would throw sentences of its own.
  const { tokens, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: false, tokens: true });
  const values = new Map<string, string>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const trouble = judge(token.name, token.rawName, token.value, token.inlineValue);
    if (trouble !== undefined) return { ok: false, trouble };
    values.set(token.name, token.value ?? '');
  }
  const [command = 'help', ...operands] = positionals;
  return {
    ok: true,
    line: {
      command: values.has('help') ? 'help' : values.has('version') ? 'version' : command,
      operands,
      portal: values.get('portal') ?? given(environment, 'FIRSTRING_PORTAL'),
      stateDir: values.get('state') ?? given(environment, 'FIRSTRING_STATE'),
      instance: values.get('instance') ?? 'default',
      record: values.get('record'),
      passwordStdin: values.has('password-stdin'),
      overlap: values.has('overlap'),
      allowHttp: values.has('allow-http'),
      json: values.has('json'),
    },
  };
}

/** What is wrong with one option. A value is never repeated: it could be a password (S4). */
function judge(name: string, rawName: string, value: string | undefined, inline: boolean | undefined): Trouble | undefined {
  const written = printable(rawName);
  const takesValue = TAKES_VALUE.get(name);
  if (takesValue === undefined) {
    if (/^(pass|pw|pin|secret)/i.test(name)) return PASSWORD_ARGUMENT;
    const meant = nearest(name, TAKES_VALUE.keys());
    return mistake('usage.unknown-option', `There is no option ${written}.${meant === undefined ? '' : ` Did you mean --${meant}?`}`);
  }
  if (!takesValue) return value === undefined ? undefined : mistake('usage.option-value', `${written} takes no value.`);
  const missing = value === undefined || value === '' || (inline !== true && value.startsWith('-'));
  return missing ? mistake('usage.option-value', `${written} needs a value.`) : undefined;
}

/** Shells and process lists would keep it. */
export const PASSWORD_ARGUMENT: Trouble = mistake(
  'usage.password-argument',
  'A password is never an argument: use the prompt, --password-stdin or FIRSTRING_PASSWORD.',
);

/** An empty variable counts as absent: an empty path would be the folder one happens to stand in. */
function given(environment: NodeJS.ProcessEnv, name: string): string | undefined {
  const value = environment[name];
  return value === '' ? undefined : value;
}
