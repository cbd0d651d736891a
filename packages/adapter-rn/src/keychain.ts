import type { NativeKeychain } from './native-modules.js';

/** `react-native-keychain`, as far as it is used. */
export interface GenericPasswords {
  setGenericPassword(username: string, password: string, options?: { service?: string; accessible?: string }): Promise<unknown>;
  getGenericPassword(options?: { service?: string }): Promise<false | { readonly password: string }>;
  resetGenericPassword(options?: { service?: string }): Promise<unknown>;
  readonly ACCESSIBLE: { readonly AFTER_FIRST_UNLOCK_THIS_DEVICE_ONLY: string };
}

/** The keychain of `react-native-keychain` for `createNativePorts`: `fromKeychain(Keychain)`, with `import * as Keychain`. */
export function fromKeychain(keychain: GenericPasswords): NativeKeychain {
  const accessible = keychain.ACCESSIBLE.AFTER_FIRST_UNLOCK_THIS_DEVICE_ONLY;
  return {
    getItemAsync: async (service) => {
      const found = await keychain.getGenericPassword({ service });
      return found === false ? null : found.password;
    },
    setItemAsync: async (service, value) => {
      const kept = await keychain.setGenericPassword('firstring', value, { service, accessible });
      if (kept === false) throw Object.assign(new Error('The keychain took nothing.'), { code: 'KeychainRefused' });
    },
    deleteItemAsync: async (service) => {
      await keychain.resetGenericPassword({ service }); // `false`: there was nothing, on some versions
    },
  };
}
