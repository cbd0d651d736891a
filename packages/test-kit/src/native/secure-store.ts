import type { VirtualWork } from '../world/virtual-work.js';
import type { NativeDevice } from './native-device.js';

/** The entries of a keychain. They outlive the app; on iOS even its removal. */
export interface NativeSecureEntries {
  readonly items: Map<string, string>;
  /** The device is locked: iOS refuses with `errSecInteractionNotAllowed`. */
  locked: boolean;
}

export function createNativeSecureEntries(): NativeSecureEntries {
  return { items: new Map(), locked: false };
}

const CALL_MS = 1;

/** expo-secure-store of one running app: small texts by key, asynchronous; no listing, no compare-and-swap. */
export function createSecureStore(entries: NativeSecureEntries, work: VirtualWork, alive: () => boolean): NativeDevice['keychain'] {
  const call = <T>(key: string, doing: () => T): Promise<T> => {
    if (!/^[\w.-]+$/.test(key)) return Promise.reject(new Error('Invalid key provided to SecureStore.')); // `ensureValidKey`
    return work
      .after(CALL_MS, () => (!alive() ? undefined : { refused: entries.locked, result: entries.locked ? undefined : doing() }))
      .then((settled) => {
        if (settled === undefined) return NEVER;
        if (settled.refused) throw Object.assign(new Error('User interaction is not allowed.'), { code: 'ERR_KEY_CHAIN' });
        return settled.result as T;
      });
  };
  return {
    getItemAsync: (key) => call(key, () => entries.items.get(key) ?? null),
    setItemAsync: (key, value) =>
      call(key, () => {
        entries.items.set(key, value);
      }),
    deleteItemAsync: (key) =>
      call(key, () => {
        entries.items.delete(key);
      }),
  };
}

const NEVER: Promise<never> = new Promise<never>(() => {});
