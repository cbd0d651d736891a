// Generated from the build: `pnpm api:write`. A change here is a change of what users see.
// uses HttpPort of @firstring/core/driver
// uses Ports of @firstring/core/driver
// uses SecretLevel of @firstring/core/driver

/** `react-native-keychain`, as far as it is used. */
export interface GenericPasswords {
    setGenericPassword(username: string, password: string, options?: {
        service?: string;
        accessible?: string;
    }): Promise<unknown>;
    getGenericPassword(options?: {
        service?: string;
    }): Promise<false | {
        readonly password: string;
    }>;
    resetGenericPassword(options?: {
        service?: string;
    }): Promise<unknown>;
    readonly ACCESSIBLE: {
        readonly AFTER_FIRST_UNLOCK_THIS_DEVICE_ONLY: string;
    };
}

/** `AppState` of `react-native`. */
export interface NativeAppState {
    addEventListener(type: 'change', listener: (state: string) => void): {
        remove(): void;
    };
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

/** `@react-native-community/netinfo`: its default export, or the module itself. */
export interface NativeNetInfo {
    /** Tells the present state soon after the call, then every change; gives what ends it. */
    addEventListener(listener: (state: {
        readonly isConnected: boolean | null;
    }) => void): () => void;
}

/** `Platform` of `react-native`. */
export interface NativePlatform {
    readonly OS: string;
    readonly Version?: string | number;
    readonly constants?: object;
}

/** What of the platform an app hands in. */
export interface NativePortsOptions {
    /** Where generations are saved (S1): the default export of `@react-native-async-storage/async-storage`, version 2 or 3. */
    readonly storage: NativeStorage;
    /** Where the key of the saved secrets lies (S3): the module `expo-secure-store`, or `fromKeychain(Keychain)`. */
    readonly keychain: NativeKeychain;
    /** `AppState` of `react-native`. */
    readonly appState: NativeAppState;
    /** `Platform` of `react-native`, for `%platform%` and its like (W6). */
    readonly platform: NativePlatform;
    /** `@react-native-community/netinfo`. Without it the app learns from failing requests that there is no network (F11). */
    readonly netInfo?: NativeNetInfo;
    /** BCP 47, for `%locale%`. Default: what `Intl` says, where the engine has it, else `und`. */
    readonly locale?: string;
    /** That many random bytes, fit for keys: `getRandomBytes` of `expo-crypto`. Default: `crypto.getRandomValues`. */
    readonly random?: (bytes: number) => Uint8Array;
    /**
     * `accepted`: the app knows that React Native follows redirects by itself, so that a provider that answers 307 or 308 can send
     * a password on to another server before anybody here hears of it (W11). The answer is discarded and the person is told.
     */
    readonly followedRedirects?: 'accepted';
    /** An http port of the app's own, on a native module that leaves redirects alone, in place of `followedRedirects`. */
    readonly http?: HttpPort;
    /** How this keychain keeps a key, for an app that knows more: `hardware` on devices with a secure element. Default `keystore`. */
    readonly secretLevel?: SecretLevel;
}

/** `@react-native-async-storage/async-storage`, version 2 or 3: its default export. */
export interface NativeStorage {
    getItem(key: string): Promise<string | null>;
    setItem(key: string, value: string): Promise<void>;
    removeItem(key: string): Promise<void>;
    getAllKeys(): Promise<readonly string[]>;
}

/**
 * Everything that a provisioner needs in React Native: HTTP, XML, storage, secrets, host. Touches nothing until it is used.
 * Throws a `TypeError` where there are no random bytes, or where the app says neither `followedRedirects` nor `http` (W11): these
 * are faults of the app, and show at its start or never.
 */
export function createNativePorts(options: NativePortsOptions): Ports;

/** The keychain of `react-native-keychain` for `createNativePorts`: `fromKeychain(Keychain)`, with `import * as Keychain`. */
export function fromKeychain(keychain: GenericPasswords): NativeKeychain;
