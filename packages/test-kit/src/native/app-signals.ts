import type { NativeDevice } from './native-device.js';

/** The switches behind AppState and NetInfo. */
export interface AppSignals {
  readonly appState: NativeDevice['appState'];
  readonly netInfo: NativeDevice['netInfo'];
  readonly setState: (state: 'active' | 'inactive' | 'background') => void;
  readonly setConnected: (connected: boolean | null) => void;
}

/**
 * AppState tells changes only. NetInfo tells the present state first, but not within the call (it has to ask the native
 * side), and `null` where it does not know; `alive` silences both for an app that was killed.
 */
export function createAppSignals(connected: boolean | null, alive: () => boolean): AppSignals {
  type Told = Parameters<Parameters<NativeDevice['netInfo']['addEventListener']>[0]>[0];
  let isConnected = connected;
  let states: readonly ((state: string) => void)[] = [];
  let networks: readonly ((state: Told) => void)[] = [];
  return {
    appState: {
      addEventListener: (_type, listener) => {
        const own = (state: string): void => {
          listener(state);
        };
        states = [...states, own];
        return {
          remove: () => {
            states = states.filter((other) => other !== own);
          },
        };
      },
    },
    netInfo: {
      addEventListener: (listener) => {
        const own = (state: Told): void => {
          listener(state);
        };
        networks = [...networks, own];
        void Promise.resolve().then(() => {
          if (alive() && networks.includes(own)) own({ isConnected });
        });
        return () => {
          networks = networks.filter((other) => other !== own);
        };
      },
    },
    setState: (state) => {
      for (const listener of states) if (alive()) listener(state);
    },
    setConnected: (now) => {
      isConnected = now;
      for (const listener of networks) if (alive()) listener({ isConnected });
    },
  };
}
