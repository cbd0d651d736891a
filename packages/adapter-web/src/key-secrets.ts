import type { Opening, SecretsPort } from '@firstring/core/driver';
import type { Database } from './database.js';
import { failed, lost } from './secret-failure.js';

const CIPHER = 'AES-GCM';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Version of the sealed text: a later one may seal otherwise and must still open this one. */
const SEALED = /^v1\.(.*)$/;

/**
 * AES-256-GCM with one non-extractable key an instance, kept in IndexedDB. No script can read the key out, but every script
 * of the origin can use it, and the browser's profile folder holds it: that is obfuscation, and is reported as such (S3).
 */
export function createKeySecrets(database: Database): SecretsPort {
  return {
    level: 'obfuscated',
    seal: async (instance, plain, context) => {
      try {
        const key = (await readKey(database, instance)) ?? (await createKey(database, instance));
        const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
        const body = await crypto.subtle.encrypt(parameters(iv, instance, context), key, encoded(plain));
        return { ok: true, sealed: `v1.${toBase64(iv)}${toBase64(new Uint8Array(body))}` }; // 12 bytes need no padding
      } catch (error) {
        return failed(error);
      }
    },
    open: async (instance, sealed, context) => {
      const text = SEALED.exec(sealed)?.[1];
      if (text === undefined) return sealed.startsWith('memory.') ? lost('not-in-memory') : { ok: false, failure: { reason: 'failed', cause: 'unknown-version' } };
      const bytes = fromBase64(text);
      if (bytes === undefined || bytes.length < NONCE_BYTES + TAG_BYTES) return lost('damaged');
      try {
        const key = await readKey(database, instance); // never makes one: a new key opens nothing
        return key === undefined ? lost('no-key') : await open(key, bytes, instance, context);
      } catch (error) {
        return failed(error);
      }
    },
    destroy: async (instance) => {
      try {
        await database.run('readwrite', (store) => store.delete(instance));
        return { ok: true };
      } catch (error) {
        return failed(error);
      }
    },
  };
}

async function open(key: CryptoKey, bytes: Uint8Array<ArrayBuffer>, instance: string, context: string): Promise<Opening> {
  try {
    const plain = await crypto.subtle.decrypt(parameters(bytes.subarray(0, NONCE_BYTES), instance, context), key, bytes.subarray(NONCE_BYTES));
    return { ok: true, plain: new TextDecoder('utf-8', { ignoreBOM: true }).decode(plain) };
  } catch {
    return lost('wrong-key'); // or another context, or a changed text: the tag does not say which
  }
}

/** Not kept in memory: another tab may destroy it at any time (R12). What is no key counts as none. */
function readKey(database: Database, instance: string): Promise<CryptoKey | undefined> {
  return database.run('readonly', (store, give) => {
    keyIn(store, instance, give);
  });
}

/** Whoever makes one at the same time gets the same one: the first that is stored. */
async function createKey(database: Database, instance: string): Promise<CryptoKey> {
  const fresh = await crypto.subtle.generateKey({ name: CIPHER, length: 256 }, false, ['encrypt', 'decrypt']);
  return database.run('readwrite', (store, give) => {
    keyIn(store, instance, (key) => {
      if (key === undefined) store.put(fresh, instance);
      give(key ?? fresh);
    });
  });
}

function keyIn(store: IDBObjectStore, instance: string, use: (key: CryptoKey | undefined) => void): void {
  const request = store.get(instance) as IDBRequest<unknown>;
  request.onsuccess = () => {
    use(request.result instanceof CryptoKey ? request.result : undefined);
  };
}

function parameters(iv: Uint8Array<ArrayBuffer>, instance: string, context: string): AesGcmParams {
  return { name: CIPHER, iv, additionalData: encoded(JSON.stringify(['firstring', instance, context])), tagLength: TAG_BYTES * 8 };
}

function encoded(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
