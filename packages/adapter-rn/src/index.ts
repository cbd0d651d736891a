export { createNativePorts, type NativePortsOptions } from './create-native-ports.js';
export { fromKeychain, type GenericPasswords } from './keychain.js';
export type { NativeAppState, NativeKeychain, NativeKeychainOptions, NativeNetInfo, NativePlatform, NativeStorage } from './native-modules.js';
