import { readFileSync } from 'node:fs';

/** The version of this package, as its manifest says; the same file from `src` and from `dist`. */
export const VERSION: string = (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { readonly version: string }).version;
