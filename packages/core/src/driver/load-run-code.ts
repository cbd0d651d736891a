import type * as runCode from './run-code.js';

export type RunCode = typeof runCode;

/** Code is the same for every provisioner, so that it is kept once; a failure is not kept. */
const kept: { code?: RunCode } = {};

/** `undefined` until it was loaded. */
export function loadedRunCode(): RunCode | undefined {
  return kept.code;
}

export async function loadRunCode(): Promise<RunCode> {
  return (kept.code ??= await import('./run-code.js'));
}

/**
 * Loads what only a run needs. A provisioner does so by itself as soon as its store was read, so an app calls this only
 * where that code has to be there at once, such as under the virtual clock of a test. Without effect where the bundler made
 * one file of everything.
 *
 * @throws What the platform says, if the file can't be loaded.
 */
export async function preload(): Promise<void> {
  await loadRunCode();
}
