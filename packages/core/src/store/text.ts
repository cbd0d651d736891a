import { parseJson } from '../document/json.js';
import type { Book } from './book.js';
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
  return encodeText(generation.number, sealed === undefined ? { generation } : { generation, sealed });
}

function encodeText(number: number, value: unknown): StoredGeneration {
  const body = JSON.stringify(value);
  return { number, text: `${MAGIC} ${GENERATION_FORMAT} ${number} ${checksum(number, body)}\n${body}` };
}

/** What is remembered beside the generations, in the same form, for a shelf of its own. */
export function encodeBook(number: number, book: Book): StoredGeneration {
  return encodeText(number, { book });
}

/** `undefined` where it is damaged or of another format: what it held costs a request, no profile. */
export function decodeBook(stored: StoredGeneration | undefined): Book | undefined {
  const opened = stored && decodeText(stored);
  return opened?.ok === true && opened.value.format === GENERATION_FORMAT ? (opened.value.value as { readonly book?: Book }).book : undefined;
}

/** Problems: `storage.damaged` (S2), `storage.newer-format` (S5). */
export function decodeGeneration(stored: StoredGeneration): Result<Decoded> {
  const opened = decodeText(stored);
  if (!opened.ok) return opened;
  const { format, value } = opened.value;
  const { generation, ...sealed } = value as Decoded;
  return accept({ ...sealed, generation: migrate(format, generation) as Generation });
}

function decodeText(stored: StoredGeneration): Result<{ readonly format: number; readonly value: unknown }> {
  const lineEnd = stored.text.indexOf('\n');
  const [magic, format, number, sum, ...rest] = stored.text.slice(0, Math.max(0, lineEnd)).split(' ');
  if (magic !== MAGIC || rest.length > 0 || format === undefined || !/^[1-9]\d{0,8}$/.test(format)) return refuse('storage.damaged');
  if (Number(format) > GENERATION_FORMAT) return refuse('storage.newer-format');
  const body = stored.text.slice(lineEnd + 1);
  if (number !== String(stored.number) || sum !== checksum(stored.number, body)) return refuse('storage.damaged');
  const parsed = parseJson(body);
  // The checksum has just shown that this is what `encodeGeneration` wrote.
  return parsed === undefined ? refuse('storage.damaged') : accept({ format: Number(format), value: parsed.value });
}

function checksum(number: number, body: string): string {
  return checksumOf(`${number}\n${body}`);
}
