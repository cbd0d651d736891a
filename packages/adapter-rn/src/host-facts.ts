import type { HostFacts } from '@firstring/core/driver';
import type { NativeGlobals } from './native-globals.js';
import type { NativePlatform } from './native-modules.js';

const UNKNOWN = 'unknown';

/** What providers learn of the device (W6): its kind, never its name or its user. React Native does not know the processor. */
export function hostFacts(platform: NativePlatform, locale: string | undefined, { Intl }: NativeGlobals): HostFacts {
  const { Release, Model, interfaceIdiom } = (platform.constants ?? {}) as { readonly [name: string]: unknown };
  return {
    platform: platform.OS,
    platformVersion: text(Release) ?? text(platform.Version) ?? UNKNOWN,
    locale: locale ?? Intl?.DateTimeFormat().resolvedOptions().locale ?? 'und',
    device: text(Model) ?? text(interfaceIdiom) ?? UNKNOWN,
    cpu: UNKNOWN,
  };
}

function text(value: unknown): string | undefined {
  const said = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  return said === '' ? undefined : said;
}
