import type { HostPort, HostSignal } from '@firstring/core/driver';
import type { NativeAppState, NativeNetInfo } from './native-modules.js';

/** What React Native tells of the network and of the app's place on the screen, as the signals of the host port. */
export interface HostSignals {
  readonly online: HostPort['online'];
  readonly listen: HostPort['listen'];
}

/**
 * Native events are listened to while anybody listens here; before that nothing is known of the network. An app that comes
 * to the front after it was in the background may have slept: `wake`, then `front` (R7).
 */
export function createHostSignals(appState: NativeAppState, netInfo: NativeNetInfo | undefined): HostSignals {
  const listeners = new Set<(signal: HostSignal) => void>();
  let online: boolean | undefined;
  let lastKnown = true;
  let inBackground = false;
  let ends: readonly (() => void)[] = [];

  const tell = (signal: HostSignal): void => {
    for (const listener of [...listeners]) listener(signal);
  };
  const stateChanged = (state: string): void => {
    if (state === 'background' && !inBackground) {
      inBackground = true;
      tell('back');
    } else if (state === 'active') {
      if (inBackground) tell('wake');
      inBackground = false;
      tell('front');
    } // `inactive` on iOS: a call, the switcher, a prompt. The app is still there.
  };
  const networkChanged = (connected: boolean | null): void => {
    online = connected ?? undefined;
    if (online === undefined || online === lastKnown) return;
    lastKnown = online;
    tell(online ? 'online' : 'offline');
  };
  const begin = (): void => {
    const subscription = appState.addEventListener('change', stateChanged);
    const unsubscribe = netInfo?.addEventListener(({ isConnected }) => {
      networkChanged(isConnected);
    });
    ends = [() => { subscription.remove(); }, () => unsubscribe?.()];
  };
  const finish = (): void => {
    for (const end of ends) end();
    ends = [];
    online = undefined;
    lastKnown = true;
    inBackground = false;
  };

  return {
    online: () => online,
    listen: (listener) => {
      const own = (signal: HostSignal): void => {
        listener(signal);
      };
      listeners.add(own);
      if (listeners.size === 1) begin();
      return () => {
        if (listeners.delete(own) && listeners.size === 0) finish();
      };
    },
  };
}
