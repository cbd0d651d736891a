import { accept, refuse, type Result } from '../document/problem.js';
import type { CloudId } from './parameters.js';

/**
 * Reads a cloud ID (I2, I3): letters and digits, then also `.`, `_`, `-`, at most 64; a trailing `*` selects the editable
 * version. Nothing is trimmed here, that is the forms' business.
 *
 * Problems: `input.cloud-id-missing` (nothing, or nothing but a star), `input.cloud-id-malformed`.
 */
export function parseCloudId(text: string): Result<CloudId> {
  const editable = text.endsWith('*'); // I3
  const id = editable ? text.slice(0, -1) : text;
  if (id === '') return refuse('input.cloud-id-missing');
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(id)) return refuse('input.cloud-id-malformed'); // I2
  return accept({ canonical: id.toUpperCase(), fullcode: text, version: editable ? 'editable' : 'live' });
}

/** The cloud ID as it was typed, star included (I2). */
export function formatCloudId(cloudId: CloudId): string {
  return cloudId.fullcode;
}
