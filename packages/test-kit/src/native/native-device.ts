import type { NativeRequest } from './xml-http-request.js';

/**
 * What React Native and its modules offer to an adapter, imitated: as little as they do, and nothing more. Each part says
 * which limit it keeps and where that limit was read (react-native 0.88.1, OkHttp 4.9.2, async-storage 2.2 and 3.1,
 * expo-secure-store 57, netinfo 12).
 */
export interface NativeDevice {
  /** In place of those of the engine; time is the world's. There is no `fetch`: React Native's stands on `XMLHttpRequest`. */
  readonly globals: {
    readonly Date: { now(): number };
    readonly XMLHttpRequest: new () => NativeRequest;
    setTimeout(fire: () => void, delayMs: number): number;
    clearTimeout(handle: number): void;
  };
  /** AsyncStorage: texts by key, one at a time, asynchronous. */
  readonly storage: {
    getItem(key: string): Promise<string | null>;
    setItem(key: string, value: string): Promise<void>;
    removeItem(key: string): Promise<void>;
    getAllKeys(): Promise<readonly string[]>;
  };
  /** expo-secure-store, whose keys are `[A-Za-z0-9._-]+`. */
  readonly keychain: {
    getItemAsync(key: string): Promise<string | null>;
    setItemAsync(key: string, value: string): Promise<void>;
    deleteItemAsync(key: string): Promise<void>;
  };
  readonly appState: { addEventListener(type: 'change', listener: (state: string) => void): { remove(): void } };
  readonly netInfo: { addEventListener(listener: (state: { readonly isConnected: boolean | null }) => void): () => void };
  /** An Android phone's `Platform`. */
  readonly platform: { readonly OS: string; readonly Version: number; readonly constants: { readonly Release: string; readonly Model: string } };
  readonly locale: string;
  /** `getRandomBytes` of expo-crypto: React Native itself has none. */
  readonly random: (bytes: number) => Uint8Array;
}
