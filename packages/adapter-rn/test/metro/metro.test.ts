/*
 * The packages as npm would ship them, in two apps as people write them (`examples/react-native`): Expo's tools, and React
 * Native's own. Both bundle for both platforms, compile for Hermes, and check the types.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bundleApp, PLATFORMS, readBundle, runTool, type Toolchain } from './bundle-app.js';
import { kept } from './folders.js';
import { compile, hermescOf } from './hermesc.js';
import { type AppName, installedApp } from './installed-app.js';
import { newerNode } from './newer-node.js';
import { addToApp, packedPackages } from './packed-packages.js';

const MINUTE = 60_000;
const APPS: readonly AppName[] = ['expo', 'bare'];
/** React Native has written types and generated ones; 0.86 takes the former unless asked, 0.88 the latter. */
const OTHER_TYPES: { readonly [app in AppName]: string } = { expo: 'react-native-strict-api', bare: 'react-native-legacy-deep-imports' };
const NO_NETWORK = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET/;

const toolchains = new Map<AppName, Toolchain>();
let packed: string;
/** Why nothing can be tried here. */
let unable: string | undefined;

async function prepare(): Promise<void> {
  mkdirSync(kept, { recursive: true });
  const [node, expo, bare, modules] = await Promise.all([newerNode(), installedApp('expo'), installedApp('bare'), packedPackages()]);
  packed = modules;
  for (const app of [expo, bare]) addToApp(modules, app);
  toolchains.set('expo', { app: expo, node }).set('bare', { app: bare, node });
}

beforeAll(async () => {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    unable = `React Native's tools are tried on linux-x64 only, this is ${process.platform}-${process.arch}`;
  } else {
    try {
      await prepare();
    } catch (error) {
      if (process.env['CI'] || !NO_NETWORK.test(String(error))) throw error;
      unable = "React Native's tools are not in .tools yet, and the npm registry cannot be reached";
    }
  }
  if (unable !== undefined) console.log(`skipped: ${unable}`);
}, 15 * MINUTE);

beforeEach(({ skip }) => {
  skip(unable !== undefined, unable);
});

function toolchainOf(name: AppName): Toolchain {
  const toolchain = toolchains.get(name);
  if (toolchain === undefined) throw new Error(`${name} was not prepared`);
  return toolchain;
}

const UNDECLARED = /^the variable "([^"]+)" was not declared/;
/** Hermes takes an unknown name for a mistake only in strict code, which modules are. */
const STRICT = '"use strict";';
/** What core and adapter-rn name without asking first, and Hermes does not bring by itself. */
const FROM_REACT_NATIVE = ['Promise'];

/** What Hermes bytecode begins with. */
const BYTECODE = Buffer.from('c61fbc03c103191f', 'hex');

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000)} kB`;

describe.each(APPS)('%s', (name) => {
  test.each(PLATFORMS)('bundles for %s, from the ES modules of the tarballs, down to bytecode', { timeout: 10 * MINUTE }, async (platform) => {
    const toolchain = toolchainOf(name);
    const { code, output } = await bundleApp(toolchain, name, platform);
    expect(code, output).toBe(0);

    const { path, bytes, sources } = readBundle(toolchain, platform);
    const ours = sources.flatMap((source) => source.split('/node_modules/@firstring/').slice(1));
    expect(ours).toContain('adapter-rn/dist/index.js');
    expect(ours).toContain('core/dist/driver/index.js');
    expect(ours).toContain('core/dist/xml/index.js');
    // A second copy from the CommonJS build, or a source file, would be here.
    expect(ours.filter((file) => !/^(core|adapter-rn)\/dist\/[\w/-]+\.js$/.test(file))).toEqual([]);
    if (path.endsWith('.js')) console.log(`${name}, ${platform}: ${kilobytes(bytes)} of JavaScript`);

    const bytecode = path.endsWith('.hbc') ? path : await compiled(toolchain, path);
    const file = readFileSync(bytecode);
    expect(file.subarray(0, 8)).toEqual(BYTECODE);
    console.log(`${name}, ${platform}: ${kilobytes(file.length)} of bytecode`);
  });

  test('its Hermes compiles both packages as they are, and misses no global but those of React Native', { timeout: 5 * MINUTE }, async () => {
    const file = await plainBundle(name);
    const { code, output, errors, warnings, bytes } = await compile(hermescOf(toolchainOf(name).app), file);
    expect({ code, errors }, output).toEqual({ code: 0, errors: [] });
    expect(warnings.map((warning) => UNDECLARED.exec(warning)?.[1] ?? warning)).toEqual(FROM_REACT_NATIVE);
    expect(bytes).toBeGreaterThan(50_000);
    console.log(`${name}: ${kilobytes(bytes)} of bytecode for core and adapter-rn alone`);
  });

  test('its Hermes refuses what it cannot run, and tells which global is not there', { timeout: MINUTE }, async () => {
    const hermesc = hermescOf(toolchainOf(name).app);
    const generator = await compile(hermesc, scratch(name, 'async-generator.js', 'async function* sin() { yield 1; }\nsin();\n'));
    expect(generator).toMatchObject({ code: 2, errors: ['async generators are unsupported'] });
    const absent = await compile(hermesc, scratch(name, 'absent.js', `${STRICT}\n(function () { structuredClone({}); })();\n`));
    expect(absent.warnings.map((warning) => UNDECLARED.exec(warning)?.[1])).toEqual(['structuredClone']);
  });

  test.each(['types', OTHER_TYPES[name]])(
    'its types fit, and refuse what does not (condition: %s)',
    { timeout: 5 * MINUTE },
    async (condition) => {
      const { app } = toolchainOf(name);
      writeFileSync(join(app, 'src', 'wrong-calls.ts'), WRONG_CALLS);
      const customConditions = ['react-native', condition];
      writeFileSync(join(app, 'tsconfig.tried.json'), JSON.stringify({ extends: './tsconfig.json', compilerOptions: { customConditions } }));
      const { code, output } = await runTool(toolchainOf(name), 'tsc', ['--noEmit', '-p', 'tsconfig.tried.json']);
      expect(code, output).toBe(0);
    },
  );
});

describe('bare', () => {
  test('its preset alone cannot bundle `export * as`, which is why dist has none', { timeout: 5 * MINUTE }, async () => {
    const toolchain = toolchainOf('bare');
    writeFileSync(join(toolchain.app, 'sin.ts'), "export * as xml from '@firstring/core/xml';\n");
    const { code, output } = await runTool(toolchain, 'metro', ['build', 'sin.ts', '--platform', 'android', '--dev', 'false', '--out', 'out/sin.js']);
    rmSync(join(toolchain.app, 'sin.ts'));
    expect(code).not.toBe(0);
    expect(output).toContain('plugin-transform-export-namespace-from');
  });
});

/** Each of these has to be an error: with types that came out as `any`, none would be. */
const WRONG_CALLS = `
import AsyncStorage from '@react-native-async-storage/async-storage';
import { createNativePorts, type NativePortsOptions } from '@firstring/adapter-rn';
import { createProvisioner } from '@firstring/core/driver';
import { AppState, Platform } from 'react-native';

declare const keychain: NativePortsOptions['keychain'];
const rest = { storage: AsyncStorage, keychain, appState: AppState, platform: Platform };

// @ts-expect-error a storage is no keychain
createNativePorts({ ...rest, keychain: AsyncStorage });
// @ts-expect-error a keychain is no storage
createNativePorts({ ...rest, storage: keychain });
// @ts-expect-error Platform is no AppState
createNativePorts({ ...rest, appState: Platform });
// @ts-expect-error random bytes are not text
createNativePorts({ ...rest, random: () => 'dice' });
// @ts-expect-error a provisioner needs its ports
createProvisioner({ app: { name: 'Acme Talk', version: '1' }, portal: 'https://portal.example' });
// @ts-expect-error a snapshot has no password
export const leak: unknown = createProvisioner({ app: { name: 'a', version: '1' }, portal: '', ports: createNativePorts(rest) }).getSnapshot().password;
`;

async function compiled({ app }: Toolchain, bundle: string): Promise<string> {
  const { code, errors } = await compile(hermescOf(app), bundle);
  expect({ code, errors }).toEqual({ code: 0, errors: [] });
  return `${bundle}.hbc`;
}

function scratch(name: AppName, file: string, text: string): string {
  const folder = join(toolchainOf(name).app, 'out');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, file), text);
  return join(folder, file);
}

/** Everything both packages export, in one file, nothing lowered below what their `dist` is written in. */
async function plainBundle(name: AppName): Promise<string> {
  const outfile = scratch(name, 'plain.js', '');
  const entries = ['@firstring/core', '@firstring/core/xml', '@firstring/core/driver', '@firstring/core/trace', '@firstring/adapter-rn'];
  await build({
    stdin: { contents: entries.map((entry) => `export * from '${entry}';`).join('\n'), resolveDir: join(packed, '..') },
    outfile,
    bundle: true,
    format: 'iife',
    banner: { js: STRICT },
    globalName: 'firstring',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['react-native'],
    target: 'es2022',
    tsconfigRaw: '{}',
    logLevel: 'silent',
  });
  return outfile;
}
