import type { FastifyInstance } from 'fastify';
import { NOT_FOUND } from '../http/errors.js';
import { refuseOtherMethods } from '../http/refuse-other-methods.js';
import { sendRefusal } from '../http/refusal.js';
import { sendCacheable } from '../http/send-cacheable.js';
import type { AppStore, Channel, PortalDocument } from './app-store.js';

/**
 * How long caches may answer by themselves. A live document reaches every device a minute after it was published, and
 * an outage of the portal is bridged for a day; the editable one is for those who just changed it.
 */
const CACHE_CONTROL: Readonly<Record<Channel, string>> = {
  live: 'public, max-age=60, stale-if-error=86400',
  editable: 'public, no-cache',
};

const DOCUMENTS: readonly PortalDocument[] = ['provisioning', 'theme'];

/** P1 to P3: what everybody with the same cloud ID gets. */
export function addPortalRoutes(app: FastifyInstance, apps: AppStore): void {
  for (const document of DOCUMENTS) {
    const url = `/v1/apps/:cloudId/:channel/${document}`;
    app.get<{ Params: { cloudId: string; channel: string } }>(url, async (request, reply) => {
      const { cloudId, channel } = request.params;
      if (channel !== 'live' && channel !== 'editable') return sendRefusal(reply, NOT_FOUND);
      const published = await apps.published({ cloudId, channel, document });
      if (published === undefined) {
        return sendRefusal(reply, { status: 404, message: 'We don\'t know this cloud ID. Please check it.' }); // P3
      }
      return sendCacheable(request, reply, published, CACHE_CONTROL[channel]);
    });
    refuseOtherMethods(app, url, ['GET', 'HEAD']);
  }

  app.get<{ Params: { sha256: string } }>('/v1/assets/:sha256', async (request, reply) => {
    const asset = await apps.asset(request.params.sha256);
    if (asset === undefined) return sendRefusal(reply, NOT_FOUND);
    // An image opened as a page must not run anything in this origin.
    void reply.header('content-security-policy', 'default-src \'none\'; style-src \'unsafe-inline\'; sandbox');
    return sendCacheable(request, reply, { ...asset, etag: `"${request.params.sha256}"` }, 'public, max-age=31536000, immutable');
  });
  refuseOtherMethods(app, '/v1/assets/:sha256', ['GET', 'HEAD']);
}
