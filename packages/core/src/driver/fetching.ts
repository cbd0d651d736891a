import { defined } from '../document/defined.js';
import { fillAccount } from '../document/fill-account.js';
import { readBody } from '../document/read-body.js';
import { accept, type Result, type Warning } from '../document/problem.js';
import type { Target } from '../machine/command.js';
import { portalRequest } from '../service/portal-request.js';
import { signing } from '../service/authorization.js';
import { userAgentOf } from '../service/headers.js';
import { fillRequest, type FilledRequest } from '../service/request.js';
import { conditional, requestKey } from '../service/request-key.js';
import { sha256 } from '../text/hash.js';
import { exchange, type Exchange, type Exchanged } from './exchange.js';
import type { Carriers, RunCommand } from './carriers.js';
import type { HttpFailure, XmlPort } from './ports.js';
import type { Happening, World } from './world.js';

/** Headers of an answer that mean something to the core; no other one enters an event (S4). */
const HEADERS: readonly string[] = ['etag', 'last-modified', 'retry-after', 'www-authenticate'];

/** Enough that no nonce of a client ever comes twice (W10). */
const CNONCE_BYTES = 16;

/** Requests, answers and the reading of their bodies. Bodies wait here, by the id of their request, and nowhere else. */
export function createFetching(world: World, reader: XmlPort): Carriers<RunCommand['type']> {
  const { ports, settings, vault, tell } = world;
  const exchanges = new Map<number, Exchange>();
  const bodies = new Map<number, Uint8Array>();

  const answered = (id: number, exchanged: Exchanged, key: string): void => {
    if (!exchanges.delete(id)) return; // aborted
    if (exchanged.kind !== 'answered') return tell(exchanged.kind === 'failed' ? failed(id, exchanged.failure, exchanged.origin) : { type: 'http.refused', id, problem: exchanged.problem });
    const { status, headers, body } = exchanged.answer;
    bodies.set(id, body);
    tell(defined({ type: 'http.answered', id, status, headers: headers.filter(([name]) => HEADERS.includes(name)), key: exchanged.redirected ? undefined : key }));
  };

  return {
    'http.send'({ id, target, deadlineMs, maxBytes, installId, validators }) {
      const built = requestFor(target, world);
      if (!built.ok) return tell({ type: 'http.refused', id, problem: built.problem });
      const { request, credentials, warnings } = built.value;
      const key = requestKey(request, installId, credentials && [credentials.username, credentials.password]);
      const authentication = target.to === 'provider' ? target.authentication : undefined;
      const sign = credentials && authentication && signing(request, credentials, authentication.challenge, ports.host.entropy(CNONCE_BYTES), settings.insecure);
      if (warnings.length > 0 && sign === undefined) tell({ type: 'request.warned', id, warnings });
      if (ports.host.online() === false) return tell(failed(id, { reason: 'offline', cause: 'offline', sent: false }, ''));
      const sending = exchange(ports.http, conditional(request, key, validators), {
        sign,
        limits: { deadlineMs, maxBytes },
        insecure: settings.insecure,
        now: () => ports.host.now(),
        onProgress: (received, total) => {
          if (exchanges.has(id)) tell(defined({ type: 'http.progressed', id, received, total }));
        },
      });
      exchanges.set(id, sending);
      void sending.outcome.then((exchanged) => {
        answered(id, exchanged, key);
      });
    },
    'http.abort'({ id }) {
      const sending = exchanges.get(id);
      exchanges.delete(id);
      bodies.delete(id);
      sending?.abort();
    },
    'document.read'({ id, as, unless }) {
      const bytes = bodies.get(id) ?? new Uint8Array();
      bodies.delete(id);
      const digest = sha256(bytes);
      if (digest === unless) return tell({ type: 'document.unchanged', id });
      const content = readBody(as, bytes, { readXml: (xml, limits) => reader.read(xml, limits), keep: vault.keep });
      tell(content.ok ? { type: 'document.read', id, content: content.value, digest } : { type: 'document.refused', id, problem: content.problem });
    },
    'account.fill'({ id, nodes, scope }) {
      const warnings: Warning[] = [];
      const filled = fillAccount(nodes, scope, vault.reveal, vault.keep, warnings);
      tell(filled.ok ? { type: 'account.filled', id, nodes: filled.value, warnings } : { type: 'account.refused', id, problem: filled.problem });
    },
  };
}

function failed(id: number, { reason, cause, sent }: HttpFailure, origin: string): Happening {
  return { type: 'http.failed', id, reason, cause, origin, sent };
}

/** Secrets are put in here, at the last moment, and nowhere earlier (S3). */
function requestFor(target: Target, { settings, vault }: World): Result<FilledRequest> {
  const { app, insecure, portal } = settings;
  const options = { insecure, userAgent: userAgentOf(app.name, app.version) }; // W12
  if (target.to === 'provider') return fillRequest(target.service, target.scope, vault.reveal, options);
  const request = portalRequest(portal, target.cloudId, target.document, options);
  return request.ok ? accept({ request: request.value, warnings: [] }) : request;
}
