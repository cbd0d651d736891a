import type { Ports } from '@firstring/core/driver';
import { createNativeWorld, type NativeDevice } from '@firstring/test-kit/native';
import type { World } from '@firstring/test-kit';
import { createNativePortsOn } from '../src/create-native-ports.js';

/** The ports of this package on an imitated phone. */
export function portsOn({ globals, ...modules }: NativeDevice): Ports {
  return createNativePortsOn(globals, { ...modules, followedRedirects: 'accepted' });
}

export function makeWorld(): World {
  return createNativeWorld(portsOn);
}
