import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { bytesToHex, hexToBytes } from '@noble/ciphers/utils.js';
import type { Opening, Sealing, SecretFailure, SecretLevel, SecretsPort } from '@firstring/core/driver';
import { errorSays, errorWord } from './error-word.js';
import { inTurn } from './in-turn.js';
import { instanceName } from './instance-name.js';
import type { NativeTimers } from './native-globals.js';
import type { NativeKeychain } from './native-modules.js';
import { utf16Bytes, utf16Text } from './utf16.js';

export interface SecretsOptions {
  readonly keychain: NativeKeychain;
  readonly random: (bytes: number) => Uint8Array;
  readonly level: SecretLevel;
  readonly timers: NativeTimers;
}

const KEY_BYTES = 32;
const NONCE_BYTES = 24;
const TAG_BYTES = 16;
/** Version of the sealed text: XChaCha20-Poly1305 over UTF-16, nonce first, in hex. A later one must still open this one. */
const VERSION = 'v1.';
const LATE = { ok: false, failure: { reason: 'locked', cause: 'timeout' } } as const;

/**
 * Envelope encryption (S3): one key of 32 bytes for each instance lies in the keychain, the ciphertext travels with the
 * generation. XChaCha20-Poly1305 in JavaScript, because React Native has no cryptography of its own.
 */
export function createSecretsPort({ keychain, random, level, timers }: SecretsOptions): SecretsPort {
  const { AFTER_FIRST_UNLOCK_THIS_DEVICE_ONLY: accessible } = keychain;
  const options = accessible === undefined ? {} : { keychainAccessible: accessible };
  const nameOf = (instance: string): string => `firstring.${instanceName(instance)}`;

  const readKey = async (instance: string): Promise<Uint8Array | undefined | 'damaged'> => {
    const text = await keychain.getItemAsync(nameOf(instance), options);
    if (text === null) return undefined;
    return /^[0-9a-f]{64}$/.test(text) ? hexToBytes(text) : 'damaged';
  };
  const createKey = async (instance: string): Promise<Uint8Array> => {
    const text = bytesToHex(random(KEY_BYTES));
    await keychain.setItemAsync(nameOf(instance), text, options);
    const kept = await keychain.getItemAsync(nameOf(instance), options);
    if (kept !== text) throw Object.assign(new Error('The keychain forgets.'), { code: 'KeychainForgets' }); // nothing would open later
    return hexToBytes(text);
  };

  return {
    level,
    seal: (instance, plain, context) =>
      inTurn<Sealing>(keychain, timers, async (isLate) => {
        try {
          const found = await readKey(instance);
          if (isLate()) return LATE;
          const key = found instanceof Uint8Array ? found : await createKey(instance); // with a damaged one nothing opens any more
          return { ok: true, sealed: seal(key, random(NONCE_BYTES), plain, bound(instance, context)) };
        } catch (error) {
          return failed(error);
        }
      }, () => LATE),
    open: (instance, sealed, context) =>
      inTurn<Opening>(keychain, timers, async () => {
        try {
          const key = await readKey(instance); // never makes one: a new key opens nothing
          if (key === undefined) return lost('no-key');
          return key === 'damaged' ? lost('damaged-key') : open(key, sealed, bound(instance, context));
        } catch (error) {
          return failed(error);
        }
      }, () => LATE),
    destroy: (instance) =>
      inTurn<Awaited<ReturnType<SecretsPort['destroy']>>>(keychain, timers, async () => {
        try {
          await keychain.deleteItemAsync(nameOf(instance), options);
          return { ok: true };
        } catch (error) {
          return failed(error);
        }
      }, () => LATE),
  };
}

function seal(key: Uint8Array, nonce: Uint8Array, plain: string, associated: Uint8Array): string {
  return VERSION + bytesToHex(nonce) + bytesToHex(xchacha20poly1305(key, nonce, associated).encrypt(utf16Bytes(plain)));
}

function open(key: Uint8Array, text: string, associated: Uint8Array): Opening {
  if (!text.startsWith(VERSION)) return { ok: false, failure: { reason: 'failed', cause: 'unknown-version' } };
  const hex = text.slice(VERSION.length);
  if (!/^([0-9a-f]{2})*$/.test(hex) || hex.length < 2 * (NONCE_BYTES + TAG_BYTES)) return lost('damaged');
  const bytes = hexToBytes(hex);
  try {
    return { ok: true, plain: utf16Text(xchacha20poly1305(key, bytes.subarray(0, NONCE_BYTES), associated).decrypt(bytes.subarray(NONCE_BYTES))) };
  } catch {
    return lost('wrong-key'); // or another context, or a changed text: the tag does not say which
  }
}

function bound(instance: string, context: string): Uint8Array {
  return utf16Bytes(JSON.stringify(['firstring', instance, context]));
}

function lost(cause: string): { readonly ok: false; readonly failure: SecretFailure } {
  return { ok: false, failure: { reason: 'lost', cause } };
}

/** What a keychain says while the device is locked, or while it wants to see the person. */
const LOCKED = /-25308|interaction.{0,5}not.{0,5}allowed|UserNotAuthenticated|not authenticate|device.{0,20}locked/i;

function failed(error: unknown): { readonly ok: false; readonly failure: SecretFailure } {
  return { ok: false, failure: { reason: errorSays(error, LOCKED) ? 'locked' : 'failed', cause: errorWord(error) } };
}
