import { decodeGeneration, encodeGeneration } from '../store/text.js';
import type { StoredGeneration } from '../store/stored.js';

/** Stands for the ciphertext, which nobody but the device could open: that there is one decides what is asked for (S3). */
export const SEALED = 'sealed';

/** A stored generation with another content, whole again. One that cannot be read keeps nothing but its first words, which say why (S2, S5). */
export function redactStored(stored: StoredGeneration, redact: <Data>(data: Data) => Data): StoredGeneration {
  const { number, text } = stored;
  const decoded = decodeGeneration(stored);
  if (!decoded.ok) return { number, text: `${/^firstring-generation \d+/.exec(text)?.[0] ?? ''}\n` };
  const { generation, sealed } = decoded.value;
  return { number, text: encodeGeneration(redact(generation), sealed === undefined ? undefined : SEALED).text };
}
