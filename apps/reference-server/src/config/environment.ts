import { isIP } from 'node:net';
import { z } from 'zod';
import type { ReferenceServerConfig } from '../reference-server.js';

export type EnvironmentReading =
  | { readonly ok: true; readonly config: ReferenceServerConfig }
  /** One sentence for each variable that is wrong. None repeats a value: a database address holds a password. */
  | { readonly ok: false; readonly faults: readonly string[] };

const whole = (min: number, max: number, unit: string): z.ZodType<number> =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${min} to ${max}${unit}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be a whole number from ${min} to ${max}${unit}`);

const address = (schemes: readonly string[], sentence: string): z.ZodType<string> =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol), sentence);

const VARIABLES = z.object({
  PORT: whole(0, 65_535, '; 0 takes any free one').default(8080),
  HOST: z.string().refine((text) => isIP(text) !== 0 || /^[A-Za-z0-9.-]+$/.test(text), 'must be an IP address or a host name of this machine').default('127.0.0.1'),
  DATABASE_URL: address(['postgres:', 'postgresql:'], 'must be an address of the form postgres://user@host:5432/database').optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  DEMO_DIR: z.string().optional(),
  PUBLIC_URL: address(['http:', 'https:'], 'must be the http(s) address at which clients reach this server')
    .refine((text) => !URL.canParse(text) || (new URL(text).search === '' && new URL(text).hash === ''), 'must have neither query nor fragment')
    .optional(),
  LATENCY_MS: whole(0, 60_000, ' (milliseconds)').default(0),
  PASSWORD_COST: whole(10, 20, ' (the exponent of scrypt\'s N)').default(15),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'must be one of fatal, error, warn, info, debug, trace, silent')
    .default('info'),
  TRUSTED_PROXIES: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()).filter((part) => part !== ''))
    .refine((parts) => parts.every(isNetwork), 'must be a list of IP addresses or networks such as 10.0.0.0/8, separated by commas')
    .default([]),
});

/** The configuration from environment variables. An empty variable counts as absent. */
export function readEnvironment(environment: Readonly<Record<string, string | undefined>>): EnvironmentReading {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const read = VARIABLES.safeParse(given);
  if (!read.success) return { ok: false, faults: read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}.`) };
  const { PORT, HOST, DATABASE_URL, DATA_DIR, DEMO_DIR, PUBLIC_URL, LATENCY_MS, PASSWORD_COST, LOG_LEVEL, TRUSTED_PROXIES } = read.data;
  return {
    ok: true,
    config: {
      port: PORT,
      host: HOST,
      database:
        DATABASE_URL !== undefined
          ? { kind: 'postgresql', url: DATABASE_URL }
          : DATA_DIR === 'memory'
            ? { kind: 'memory' }
            : { kind: 'embedded', directory: DATA_DIR },
      ...(DEMO_DIR === undefined ? {} : { demoDir: DEMO_DIR }),
      ...(PUBLIC_URL === undefined ? {} : { publicUrl: PUBLIC_URL }),
      latencyMs: LATENCY_MS,
      passwordCost: PASSWORD_COST,
      log: LOG_LEVEL === 'silent' ? false : { level: LOG_LEVEL },
      trustedProxies: TRUSTED_PROXIES,
    },
  };
}

function isNetwork(text: string): boolean {
  const [ip = '', bits, ...rest] = text.split('/');
  const family = isIP(ip);
  const isMask = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
  return family !== 0 && rest.length === 0 && isMask;
}
