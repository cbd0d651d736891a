import type { HostFacts } from '@firstring/core/driver';

const UNKNOWN = 'unknown';

/** The first that matches counts: many a browser calls itself by the names of others too. */
const BROWSERS: readonly (readonly [name: string, version: RegExp])[] = [
  ['Edge', /\bEdg(?:A|iOS)?\/(\d+)/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /(?:Chrome|CriOS)\/(\d+)/],
  ['Safari', /\bVersion\/(\d+).* Safari\//],
];

const SYSTEMS: readonly string[] = ['Android', 'iPhone', 'iPad', 'Windows', 'CrOS', 'Mac', 'Linux'];

/**
 * What providers learn of the device (W6): browser with its main version, system, language; nothing beyond what every request
 * of the browser says anyway. The processor is not told: browsers keep it to themselves or name a wrong one.
 */
export function hostFacts({ userAgent = '', language = '' }: Partial<Navigator> = globalThis.navigator ?? {}): HostFacts {
  const [browser] = BROWSERS.flatMap(([name, version]) => {
    const found = version.exec(userAgent);
    return found === null ? [] : [`${name} ${found[1] ?? ''}`];
  });
  return {
    platform: 'web',
    platformVersion: browser ?? UNKNOWN,
    locale: language === '' ? 'und' : language,
    device: SYSTEMS.find((name) => userAgent.includes(name)) ?? UNKNOWN,
    cpu: UNKNOWN,
  };
}
