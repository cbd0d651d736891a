import type { MockState } from '@firstring/test-kit';
import { EMPTY_MOCK, holdMock } from '@firstring/test-kit';
import {
  createAppSignals, createAsyncStorage, createNativeDevice, createNativeDisk, createNativeSecureEntries, createSecureStore,
  type AppSignals, type NativeDevice, type NativeHardware,
} from '@firstring/test-kit/native';
import { virtualTime, type VirtualTime } from './virtual-time.js';

/** An imitated phone without a provisioner on it: its parts, its switches, and its time. */
export interface Phone extends VirtualTime {
  readonly device: NativeDevice;
  readonly own: NativeHardware;
  readonly signals: AppSignals;
  readonly server: ReturnType<typeof holdMock>;
  readonly setConnected: (connected: boolean | null) => void;
}

export interface PhoneOptions {
  /** The phone whose storage and keychain this app finds: it was started again. */
  readonly of?: NativeHardware;
  readonly state?: MockState;
  readonly alive?: () => boolean;
  readonly connected?: boolean | null;
}

export function phone({ of, state = EMPTY_MOCK, alive = () => true, connected = true }: PhoneOptions = {}): Phone {
  const time = virtualTime();
  const own = of ?? { disk: createNativeDisk(), keychain: createNativeSecureEntries() };
  const server = holdMock(state);
  const signals = createAppSignals(connected, alive);
  let online = connected !== false;
  let dice = 1;
  const around = {
    clock: time.clock,
    work: time.work,
    server,
    random: () => {
      dice = (dice * 48_271) % 2_147_483_647;
      return dice / 2_147_483_647;
    },
    portalUrl: 'https://portal.example',
    origins: [['https://portal.example', 'portal'], ['https://provider.example', 'provider'], ['http://plain.example', 'provider']] as const,
    untrusted: [],
    connectMs: 20,
  };
  return {
    ...time,
    own,
    signals,
    server,
    device: createNativeDevice(around, {
      storage: createAsyncStorage(own.disk, time.work, alive),
      keychain: createSecureStore(own.keychain, time.work, alive),
      appState: signals.appState,
      netInfo: signals.netInfo,
      isOnline: () => online,
      alive,
    }),
    setConnected: (now) => {
      online = now !== false;
      signals.setConnected(now);
    },
  };
}
