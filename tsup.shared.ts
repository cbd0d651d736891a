/** The one way in which every package here is built: ESM, CJS where asked for, and declarations for each. */
import type { Options } from 'tsup';

export interface BuildOptions {
  /** Output name -> source file. */
  readonly entry: Record<string, string>;
  readonly format?: readonly ('esm' | 'cjs')[];
  /** Dependencies that are copied into `dist` (an ESM-only package could not be required from the CJS build). */
  readonly bundle?: readonly (string | RegExp)[];
  readonly declarations?: boolean;
  readonly platform?: 'node' | 'neutral';
  /** What declarations may refer to beyond the package's own tsconfig, such as `DOM`. */
  readonly lib?: readonly string[];
}

export function buildOptions(options: BuildOptions): Options {
  return {
    entry: options.entry,
    format: [...(options.format ?? ['esm', 'cjs'])],
    target: 'es2022',
    platform: options.platform ?? 'neutral',
    splitting: true,
    clean: true,
    sourcemap: true,
    removeNodeProtocol: false,
    noExternal: [...(options.bundle ?? [])],
    // Declarations see a neighbour as its users do: through dist, not through the source condition.
    // `ignoreDeprecations`: tsup sets `baseUrl`, which TypeScript 6 refuses otherwise.
    dts:
      options.declarations === false
        ? false
        : {
            compilerOptions: {
              customConditions: [],
              ignoreDeprecations: '6.0',
              noEmit: false,
              types: options.platform === 'node' ? ['node'] : [],
              ...(options.lib === undefined ? {} : { lib: [...options.lib] }),
            },
          },
  };
}
