import type { Capabilities, World } from '../world/world.js';

/** One requirement, tried in one world. Knows no test runner. */
export interface Case {
  /** Stable, such as `FIRST-014`: skips and reports name it. */
  readonly id: string;
  readonly title: string;
  /** The clauses of `docs/spec.md` that it proves. */
  readonly clauses: readonly string[];
  /** Capabilities without which it means nothing: `store.durable`, `http.redirects=controlled`, or `http.redirects=refused|detected`. */
  readonly needs?: readonly string[];
  /** Passes by returning, fails by throwing. */
  run(world: World): Promise<void>;
}

/** The first capability that is missing. */
export function lacking(needs: readonly string[] | undefined, capabilities: Capabilities): string | undefined {
  return needs?.find((need) => {
    const [name = '', value] = need.split('=');
    const has = capabilities[name];
    return value === undefined ? has === undefined || has === false : has === undefined || !value.split('|').includes(String(has));
  });
}

/** A case that an adapter does not pass yet, and why. */
export interface Skip {
  readonly id: string;
  readonly reason: string;
}
