import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { kept } from './folders.js';
import type { AppName } from './installed-app.js';
import { type Ended, runProgram } from './run-program.js';

export const PLATFORMS = ['ios', 'android'] as const;
export type Platform = (typeof PLATFORMS)[number];

export interface Toolchain {
  readonly app: string;
  /** The folder of the `node` that runs it. */
  readonly node: string;
}

/** Runs a program of the app's packages with the newer Node, quietly and without a network. */
export function runTool({ app, node }: Toolchain, program: string, args: readonly string[]): Promise<Ended> {
  const temporary = join(kept, 'temporary'); // Metro's cache of transformed files is there
  mkdirSync(temporary, { recursive: true });
  const quiet = { CI: 'true', EXPO_OFFLINE: '1', EXPO_NO_TELEMETRY: '1', __UNSAFE_EXPO_HOME_DIRECTORY: join(kept, 'expo-home') };
  return runProgram(join(app, 'node_modules', '.bin', program), args, {
    cwd: app,
    env: { ...quiet, TMPDIR: temporary, PATH: `${node}${delimiter}${process.env['PATH'] ?? ''}` },
  });
}

/** Where a bundle and its source map lie, without their extensions. */
const output = (platform: Platform): string => join('out', platform);

const COMMANDS: { readonly [app in AppName]: (platform: Platform) => readonly [program: string, ...args: string[]] } = {
  /** As both of Expo's builds call it; ends in Hermes bytecode. */
  expo: (platform) => ['expo', 'export', '--platform', platform, '--source-maps', '--output-dir', output(platform)],
  /** Android unminified, as React Native's Gradle plugin asks for it before Hermes; iOS minified, so that this is tried too. */
  bare: (platform) => [
    ...(['metro', 'build', 'index.ts', '--platform', platform, '--dev', 'false', '--minify', String(platform === 'ios')] as const),
    ...['--source-map', '--source-map-url', `${platform}.map`, '--out', `${output(platform)}.js`],
  ],
};

/** A bundle for the store, as the app's own tools make it. */
export function bundleApp(toolchain: Toolchain, name: AppName, platform: Platform): Promise<Ended> {
  mkdirSync(join(toolchain.app, 'out'), { recursive: true });
  const [program, ...args] = COMMANDS[name](platform);
  return runTool(toolchain, program, args);
}

export interface AppBundle {
  readonly path: string;
  readonly bytes: number;
  /** Every file that went into it, from its source map. */
  readonly sources: readonly string[];
}

export function readBundle({ app }: Toolchain, platform: Platform): AppBundle {
  const out = join(app, 'out');
  const files = readdirSync(out, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.startsWith(`${platform}.`) || file.startsWith(`${platform}/`))
    .map((file) => join(out, file));
  const one = (pattern: RegExp): string => {
    const [found, ...others] = files.filter((file) => pattern.test(file));
    if (found === undefined || others.length > 0) throw new Error(`not one ${String(pattern)} among ${files.join(', ')}`);
    return found;
  };
  const path = one(/\.(js|hbc)$/);
  return { path, bytes: statSync(path).size, sources: sourcesOf(JSON.parse(readFileSync(one(/\.map$/), 'utf8')) as SourceMap) };
}

interface SourceMap {
  readonly sources?: readonly string[];
  readonly sections?: readonly { readonly map: SourceMap }[];
}

const sourcesOf = ({ sources = [], sections = [] }: SourceMap): readonly string[] => [
  ...sources,
  ...sections.flatMap(({ map }) => sourcesOf(map)),
];
