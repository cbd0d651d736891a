/** The parts of an absolute http(s) URL that a server sees; a bare engine has no `URL`. */
export interface SplitUrl {
  /** Scheme, host and port. */
  readonly origin: string;
  readonly path: string;
  /** Without the `?`. */
  readonly query: string;
}

export function splitUrl(url: string): SplitUrl | undefined {
  const [, origin, path, query] = /^(https?:\/\/[^/?#]+)([^?#]*)(?:\?([^#]*))?/.exec(url) ?? [];
  return origin === undefined ? undefined : { origin, path: path === undefined || path === '' ? '/' : path, query: query ?? '' };
}
