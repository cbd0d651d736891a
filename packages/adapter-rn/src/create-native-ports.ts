import type { HttpPort, Ports, SecretLevel } from '@firstring/core/driver';
import { createXmlPort } from '@firstring/core/xml';
import { hostFacts } from './host-facts.js';
import { createHostSignals } from './host-signals.js';
import { createHostPort } from './host.js';
import { createHttpPort } from './http.js';
import type { NativeGlobals } from './native-globals.js';
import type { NativeAppState, NativeKeychain, NativeNetInfo, NativePlatform, NativeStorage } from './native-modules.js';
import { createSecretsPort } from './secrets.js';
import { createStorePort } from './store.js';

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

/**
 * Everything that a provisioner needs in React Native: HTTP, XML, storage, secrets, host. Touches nothing until it is used.
 * Throws a `TypeError` where there are no random bytes, or where the app says neither `followedRedirects` nor `http` (W11): these
 * are faults of the app, and show at its start or never.
 */
export function createNativePorts(options: NativePortsOptions): Ports {
  return createNativePortsOn(globalThis as unknown as NativeGlobals, options);
}

/** The same on other globals than those of the engine, for a world in which time is not real. */
export function createNativePortsOn(globals: NativeGlobals, options: NativePortsOptions): Ports {
  const { storage, keychain, appState, netInfo, platform, locale, secretLevel = 'keystore' } = options;
  const random = options.random ?? platformRandom(globals);
  const signals = createHostSignals(appState, netInfo);
  return {
    http: options.http ?? followingHttp(globals, options, signals.online),
    xml: createXmlPort(),
    store: createStorePort(storage, globals),
    secrets: createSecretsPort({ keychain, random, level: secretLevel, timers: globals }),
    host: createHostPort({ globals, random, signals, facts: hostFacts(platform, locale, globals), owner: storage }),
  };
}

/** W11: credentials go out over a platform that follows redirects only where the app accepts that. */
function followingHttp(globals: NativeGlobals, { followedRedirects }: NativePortsOptions, online: () => boolean | undefined): HttpPort {
  if (followedRedirects !== 'accepted')
    throw new TypeError(
      "React Native follows redirects by itself, with the password where a server asks for it: pass `followedRedirects: 'accepted'` to createNativePorts if your app accepts that, or `http` with a port of your own.",
    );
  return createHttpPort(globals, online);
}

function platformRandom(globals: NativeGlobals): (bytes: number) => Uint8Array {
  if (typeof globals.crypto?.getRandomValues !== 'function')
    throw new TypeError(
      "Firstring finds no random bytes here: import 'react-native-get-random-values' before anything else, or pass `random: getRandomBytes` of 'expo-crypto' to createNativePorts.",
    );
  return (count) => {
    const bytes = new Uint8Array(count);
    globals.crypto?.getRandomValues(bytes);
    return bytes;
  };
}
