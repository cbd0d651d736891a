import type { Pairs } from '../document/tree.js';

/** One challenge as a server wrote it (RFC 9110, section 11.6.1). */
export interface WrittenChallenge {
  /** In lower case. */
  readonly scheme: string;
  /** Names in lower case, quoted strings without quotes and backslashes. */
  readonly parameters: Pairs<string>;
}

/**
 * Reads the challenges of one `WWW-Authenticate` value, which may be several headers that a platform joined with commas.
 * Total: what is malformed takes the challenge it belongs to along, and no other; after a quoted string without end nothing
 * more is read. A parameter that stands twice is malformed (RFC 9110, section 11.2).
 */
export function parseChallenges(value: string): readonly WrittenChallenge[] {
  const found: { scheme: string; parameters: (readonly [string, string])[]; broken: boolean }[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const taken = pattern.exec(value);
    at = taken === null ? at : pattern.lastIndex;
    return taken;
  };

  for (take(SEPARATORS()); at < value.length; take(SEPARATORS())) {
    const current = found[found.length - 1];
    const parameter = take(PARAMETER());
    if (parameter !== null) {
      const [, written = '', token, quoted = ''] = parameter;
      const name = written.toLowerCase();
      if (current?.parameters.some(([other]) => other === name) === true) current.broken = true;
      current?.parameters.push([name, token ?? quoted.replace(/\\([^])/g, '$1')]);
      continue;
    }
    const scheme = take(SCHEME())?.[1];
    if (scheme !== undefined) {
      found.push({ scheme: scheme.toLowerCase(), parameters: [], broken: false });
      continue;
    }
    if (current !== undefined) current.broken = true;
    if (take(REST()) === null) break;
  }
  return found.filter(({ broken }) => !broken).map(({ scheme, parameters }) => ({ scheme, parameters }));
}

// Made anew for each use: a sticky pattern remembers where it stands.
const SEPARATORS = (): RegExp => /[ \t,]*/y;
const PARAMETER = (): RegExp => /([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*=[ \t]*(?:([!#$%&'*+.^_`|~0-9A-Za-z-]+)|"((?:[^"\\]|\\[^])*)")(?=[ \t]*(?:,|$))/y;
/** With its token68, such as `Negotiate TlRM==`, which says nothing to us and must not be taken for the next scheme. */
const SCHEME = (): RegExp => /([!#$%&'*+.^_`|~0-9A-Za-z-]+)(?:[ \t]+[\w.~+/-]+=*(?=[ \t]*(?:,|$)))?(?=[ \t,]|$)/y;
/** Up to the next comma that stands in no quotes. */
const REST = (): RegExp => /(?:"(?:[^"\\]|\\[^])*"|[^",])+/y;
