import { parseJson } from '../document/json.js';
import { accept, refuse, type Result } from '../document/problem.js';
import { checksumOf } from './checksum.js';
import { GENERATION_FORMAT, type Generation } from './generation.js';
import { migrate } from './migrate.js';
import type { StoredGeneration } from './stored.js';

const MAGIC = 'firstring-generation';

/** A saved generation after reading: its secrets are still sealed (S3). */
export interface Decoded {
  readonly generation: Generation;
  /** Ciphertext of the secrets; absent for a generation without any. */
  readonly sealed?: string;
}

/**
 * The text that is stored (S1): one line `firstring-generation <format> <number> <sha-256>`, then JSON. The checksum
 * covers all that follows the line and the number, so that a swapped file is seen too.
 */
export function encodeGeneration(generation: Generation, sealed: string | undefined): StoredGeneration {
  const body = JSON.stringify(sealed === undefined ? { generation } : { generation, sealed });
  const { number } = generation;
  return { number, text: `${MAGIC} ${GENERATION_FORMAT} ${number} ${checksum(number, body)}\n${body}` };
}

/** Problems: `storage.damaged` (S2), `storage.newer-format` (S5). */
export function decodeGeneration(stored: StoredGeneration): Result<Decoded> {
  const lineEnd = stored.text.indexOf('\n');
  const [magic, format, number, sum, ...rest] = stored.text.slice(0, Math.max(0, lineEnd)).split(' ');
  if (magic !== MAGIC || rest.length > 0 || format === undefined || !/^[1-9]\d{0,8}$/.test(format)) return refuse('storage.damaged');
  if (Number(format) > GENERATION_FORMAT) return refuse('storage.newer-format');
  const body = stored.text.slice(lineEnd + 1);
  if (number !== String(stored.number) || sum !== checksum(stored.number, body)) return refuse('storage.damaged');
  const parsed = parseJson(body);
  // The checksum has just shown that this is what `encodeGeneration` wrote.
  if (parsed === undefined) return refuse('storage.damaged');
  const { generation, ...sealed } = parsed.value as Decoded;
  return accept({ ...sealed, generation: migrate(Number(format), generation) as Generation });
}

function checksum(number: number, body: string): string {
  return checksumOf(`${number}\n${body}`);
}
