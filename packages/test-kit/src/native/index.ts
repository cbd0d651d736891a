/** Phones that can do what React Native can and no more, to try an adapter for it in virtual time, on any engine. */
export { createAppSignals, type AppSignals } from './app-signals.js';
export { createAsyncStorage, createNativeDisk, dumpNativeDisk, type NativeDisk } from './async-storage.js';
export type { NativeDevice } from './native-device.js';
export { createNativeDevice, createNativeWorld, nativePlatform, type NativeStart } from './native-platform.js';
export type { NativeHardware } from './native-process.js';
export { createNativeSecureEntries, createSecureStore, type NativeSecureEntries } from './secure-store.js';
export type { NativeRequest } from './xml-http-request.js';
// What a phone stands on, for a test without a world around it.
export { createVirtualClock } from '../world/virtual-clock.js';
export { createVirtualWork } from '../world/virtual-work.js';
