import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { NOT_FOUND } from '../http/errors.js';
import { refuseOtherMethods } from '../http/refuse-other-methods.js';
import { sendRefusal } from '../http/refusal.js';
import { sendCacheable, type Cacheable } from '../http/send-cacheable.js';
import { INDEX } from './read-folder.js';

/** Where the page is, with a slash at the end: its own addresses are relative to it. */
export const PAGE_PATH = '/demo/';

/**
 * Nothing but the page's own files runs. It may ask any http(s) server, since providers may be anywhere, and show a theme's
 * images from there. `form-action`: a form that no script takes up sends its password nowhere.
 */
const CONTENT_SECURITY_POLICY = [
  'default-src \'none\'',
  'script-src \'self\'',
  'style-src \'self\'',
  'font-src \'self\'',
  'img-src \'self\' blob: http: https:',
  'connect-src \'self\' http: https:',
  'worker-src \'self\'',
  'manifest-src \'self\'',
  'base-uri \'none\'',
  'form-action \'none\'',
  'frame-ancestors \'none\'',
].join('; ');

const SAFETY_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};

/** A bundler puts what it names after its content into `assets/`; everything else is asked for again each time. */
const HASHED = /^assets\/.+-[A-Za-z0-9_-]{8,}\.[a-z0-9.]+$/;

/** A built page, as it lay in its folder when the server started. */
export function addPageRoutes(app: FastifyInstance, files: ReadonlyMap<string, Cacheable>): void {
  const onRequest = (_request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    void reply.headers(SAFETY_HEADERS);
    done();
  };

  // Relative, so that it holds behind a proxy that serves this under another path.
  const withoutSlash = PAGE_PATH.slice(0, -1);
  app.get(withoutSlash, { onRequest }, (request, reply) => {
    const query = request.raw.url?.slice(withoutSlash.length) ?? '';
    return reply.code(308).header('location', `demo/${query}`).header('cache-control', 'no-cache').send();
  });
  refuseOtherMethods(app, withoutSlash, ['GET', 'HEAD']);

  app.get<{ Params: { '*': string } }>(`${PAGE_PATH}*`, { onRequest }, (request, reply) => {
    const path = request.params['*'];
    const file = files.get(path === '' ? INDEX : path);
    if (file === undefined) return sendRefusal(reply, NOT_FOUND);
    return sendCacheable(request, reply, file, HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
  });
  refuseOtherMethods(app, `${PAGE_PATH}*`, ['GET', 'HEAD']);
}
