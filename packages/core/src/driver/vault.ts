import type { Pairs, SecretRef } from '../document/tree.js';

/** Where the values of secrets are while the app runs; everything else holds references (S3). */
export interface Vault {
  /** Stores a value, gives its reference id; an equal value gets the id it already has. */
  readonly keep: (value: string) => string;
  readonly reveal: (ref: SecretRef) => string | undefined;
  /** The values of these references, to be sealed with a generation. */
  readonly select: (ids: ReadonlySet<string>) => Pairs<string>;
  /** Puts back what was opened with a generation. */
  readonly restore: (values: Pairs<string>) => void;
  /** Forgets everything that nothing refers to any more. */
  readonly retain: (ids: ReadonlySet<string>) => void;
}

/**
 * @param newId never gives the same id twice, in no process that shares the store: what another one saved may be restored
 * beside what this one has just kept.
 */
export function createVault(newId: () => string): Vault {
  const values = new Map<string, string>();
  const ids = new Map<string, string>();

  const put = (id: string, value: string): void => {
    values.set(id, value);
    ids.set(value, id);
  };

  return {
    keep(value) {
      const known = ids.get(value);
      if (known !== undefined) return known;
      const id = newId();
      put(id, value);
      return id;
    },
    reveal: (ref) => values.get(ref.secret),
    select: (wanted) => [...values].filter(([id]) => wanted.has(id)),
    restore(pairs) {
      for (const [id, value] of pairs) {
        values.set(id, value);
        if (!ids.has(value)) ids.set(value, id); // what was submitted meanwhile keeps its reference, so that twins stay twins
      }
    },
    retain(wanted) {
      for (const [id, value] of [...values]) {
        if (wanted.has(id)) continue;
        values.delete(id);
        if (ids.get(value) === id) ids.delete(value);
      }
    },
  };
}

/** Every reference inside a plain value, however deep. */
export function referencesIn(value: unknown, found: Set<string> = new Set()): Set<string> {
  if (Array.isArray(value)) {
    for (const part of value) referencesIn(part, found);
  } else if (typeof value === 'object' && value !== null) {
    if ('secret' in value && typeof value.secret === 'string') found.add(value.secret);
    else for (const part of Object.values(value)) referencesIn(part, found);
  }
  return found;
}
