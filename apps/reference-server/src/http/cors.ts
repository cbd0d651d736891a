/** P5: web apps from anywhere may ask and see why they were refused. Nothing here rests on cookies, so `*` gives nothing away. */
export const CORS_HEADERS: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Last-Modified, Retry-After, WWW-Authenticate, Date',
};

/** What a preflight is told. The asked header names come back when they are a list of names, else the ones that `*` leaves out. */
export function preflightHeaders(askedHeaders: string | undefined): Readonly<Record<string, string>> {
  const isNames = askedHeaders !== undefined && askedHeaders.length <= 1024 && /^[A-Za-z0-9!#$%&'*+.^_`|~ ,-]+$/.test(askedHeaders);
  return {
    'access-control-allow-methods': 'GET, HEAD, POST, OPTIONS',
    'access-control-allow-headers': isNames ? askedHeaders : '*, Authorization',
    'access-control-max-age': '86400',
    vary: 'Access-Control-Request-Headers',
    allow: 'GET, HEAD, POST, OPTIONS',
  };
}
