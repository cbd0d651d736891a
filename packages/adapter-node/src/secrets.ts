import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import type { Opening, Sealing, SecretFailure, SecretsPort } from '@firstring/core/driver';
import { errorCode } from './error-code.js';
import { destroyKey, keyPathOf, type KeyPlace, readKey, readOrCreateKey } from './key-file.js';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Version of the sealed text: a later one may seal otherwise and must still open this one. */
const VERSION = 'v1.';

/**
 * AES-256-GCM with a key in a file. Who can read the user's files can read the key: that is obfuscation, and is reported
 * as such (S3). It keeps secrets out of backups, dumps and copies of the state folder.
 */
export function createSecretsPort({ stateDir, keyDir, keyFile }: KeyPlace): SecretsPort {
  const place: KeyPlace = {
    stateDir: resolve(stateDir),
    ...(keyDir === undefined ? {} : { keyDir: resolve(keyDir) }),
    ...(keyFile === undefined ? {} : { keyFile: resolve(keyFile) }),
  };
  return {
    level: 'obfuscated',
    seal: async (instance, plain, context): Promise<Sealing> => {
      try {
        return { ok: true, sealed: seal(await readOrCreateKey(keyPathOf(place, instance)), plain, bound(instance, context)) };
      } catch (error) {
        return failed(error);
      }
    },
    open: async (instance, sealed, context): Promise<Opening> => {
      try {
        const key = await readKey(keyPathOf(place, instance)); // never makes one: a new key opens nothing
        if (key === undefined) return lost('ENOENT');
        return key === 'damaged' ? lost('damaged-key') : open(key, sealed, bound(instance, context));
      } catch (error) {
        return failed(error);
      }
    },
    destroy: async (instance) => {
      try {
        await destroyKey(keyPathOf(place, instance));
        return { ok: true };
      } catch (error) {
        return failed(error);
      }
    },
  };
}

function seal(key: Buffer, plain: string, associated: Buffer): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(associated);
  const sealed = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return VERSION + sealed.toString('base64url');
}

function open(key: Buffer, text: string, associated: Buffer): Opening {
  if (!text.startsWith(VERSION)) return { ok: false, failure: { reason: 'failed', cause: 'unknown-version' } };
  const sealed = Buffer.from(text.slice(VERSION.length), 'base64url');
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return lost('damaged');
  const body = sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES);
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(associated).setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  try {
    return { ok: true, plain: Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8') };
  } catch {
    return lost('wrong-key'); // or another context, or a changed text: the tag does not say which
  }
}

function bound(instance: string, context: string): Buffer {
  return Buffer.from(JSON.stringify(['firstring', instance, context]));
}

function lost(cause: string): { readonly ok: false; readonly failure: SecretFailure } {
  return { ok: false, failure: { reason: 'lost', cause } };
}

function failed(error: unknown): { readonly ok: false; readonly failure: SecretFailure } {
  const cause = errorCode(error);
  return { ok: false, failure: { reason: cause === 'EBUSY' ? 'locked' : 'failed', cause } };
}
