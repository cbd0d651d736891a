import type { VirtualWork } from '../world/virtual-work.js';
import { createAsyncStorage, type NativeDisk } from './async-storage.js';
import type { NativeDevice } from './native-device.js';
import { createSecureStore, type NativeSecureEntries } from './secure-store.js';

/** What of a phone outlives its app. */
export interface NativeHardware {
  readonly disk: NativeDisk;
  readonly keychain: NativeSecureEntries;
}

/**
 * The process of an app on a phone. There is one at a time: an app may have several provisioners, but they share its modules,
 * and who ends one of them ends them all.
 */
export interface NativeProcess {
  readonly modules: Pick<NativeDevice, 'storage' | 'keychain'>;
  readonly alive: () => boolean;
  /** One more provisioner, which lives as long as this says. */
  readonly join: (alive: () => boolean) => void;
}

export function startNativeProcess(own: NativeHardware, work: VirtualWork): NativeProcess {
  let inside: readonly (() => boolean)[] = [];
  const alive = (): boolean => inside.every((lives) => lives());
  return {
    modules: { storage: createAsyncStorage(own.disk, work, alive), keychain: createSecureStore(own.keychain, work, alive) },
    alive,
    join: (lives) => {
      inside = [...inside, lives];
    },
  };
}
