import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createRecorder, type TraceRecorder } from '@firstring/core/trace';
import type { Ending } from './ending.js';
import { EXIT } from './exit-code.js';
import { printable } from './printable.js';
import type { Terminal } from './terminal.js';

/** What happens, for `firstring replay`. */
export interface Recording {
  readonly recorder: TraceRecorder;
  /** Writes it; a new file is readable for its owner alone. What the command ended with stays; only success without its trace is none. */
  readonly write: (ending: Ending, terminal: Terminal) => Promise<Ending>;
}

export function recordTo(path: string): Recording {
  const recorder = createRecorder();
  return {
    recorder,
    async write(ending, { errors }) {
      const file = resolve(path);
      const text = `${JSON.stringify(recorder.trace() ?? null)}\n`;
      const written = await writeFile(file, text, { mode: 0o600 }).then(() => true, () => false);
      const json = { ...ending.json, trace: written ? file : null };
      if (written) return { ...ending, json };
      errors.write(`The trace could not be written to ${printable(file)}\n`);
      return { ...ending, json, exitCode: ending.exitCode === EXIT.ok ? EXIT.unexpected : ending.exitCode };
    },
  };
}
