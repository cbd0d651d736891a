/*
 * What an app hands in, as far as it is used. The types fit the modules as they are: no package of React Native is imported
 * here, so an app decides which of them it has, and in which version.
 */

/** `@react-native-async-storage/async-storage`, version 2 or 3: its default export. */
export interface NativeStorage {
  getItem(key: string): Promise<string | null>;
  setItem(key: string, value: string): Promise<void>;
  removeItem(key: string): Promise<void>;
  getAllKeys(): Promise<readonly string[]>;
}

/**
 * `expo-secure-store`, the module itself (`import * as SecureStore`). `fromKeychain` gives the same for `react-native-keychain`.
 * Keys are made of letters, digits, `.`, `-` and `_`.
 */
export interface NativeKeychain {
  getItemAsync(key: string, options?: NativeKeychainOptions): Promise<string | null>;
  setItemAsync(key: string, value: string, options?: NativeKeychainOptions): Promise<void>;
  deleteItemAsync(key: string, options?: NativeKeychainOptions): Promise<void>;
  /** Where there is one, entries are kept so: readable in the background, and never on another device. */
  readonly AFTER_FIRST_UNLOCK_THIS_DEVICE_ONLY?: number;
}

export interface NativeKeychainOptions {
  /** iOS: when the entry can be read. */
  keychainAccessible?: number;
}

/** `AppState` of `react-native`. */
export interface NativeAppState {
  addEventListener(type: 'change', listener: (state: string) => void): { remove(): void };
}

/** `@react-native-community/netinfo`: its default export, or the module itself. */
export interface NativeNetInfo {
  /** Tells the present state soon after the call, then every change; gives what ends it. */
  addEventListener(listener: (state: { readonly isConnected: boolean | null }) => void): () => void;
}

/** `Platform` of `react-native`. */
export interface NativePlatform {
  readonly OS: string;
  readonly Version?: string | number;
  readonly constants?: object;
}
