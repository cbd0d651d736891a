import { arch, release, type } from 'node:os';
import type { HostFacts } from '@firstring/core/driver';

const PLATFORMS: { readonly [name: string]: string } = { darwin: 'macos', win32: 'windows' };

/** What providers learn of the machine (W6): its kind, never its name or its user. */
export function hostFacts(): HostFacts {
  return {
    platform: PLATFORMS[process.platform] ?? process.platform,
    platformVersion: release(),
    locale: new Intl.DateTimeFormat().resolvedOptions().locale,
    device: type(),
    cpu: arch(),
  };
}
