import { fillAccount } from '../document/fill-account.js';
import { readBody } from '../document/read-body.js';
import type { Result } from '../document/problem.js';
import { accept } from '../document/problem.js';
import type { Command, Target } from '../machine/command.js';
import { portalRequest } from '../service/portal-request.js';
import { userAgentOf } from '../service/headers.js';
import { fillRequest, type FilledRequest } from '../service/request.js';
import { sha256 } from '../text/hash.js';
import { exchange, type Exchange, type Exchanged } from './exchange.js';
import type { World } from './world.js';

type CommandOf<Type extends Command['type']> = Extract<Command, { readonly type: Type }>;

/** Headers of an answer that mean something to the core; no other one enters an event (S4). */
const HEADERS: readonly string[] = ['etag', 'last-modified', 'retry-after'];

export interface Fetching {
  send(command: CommandOf<'http.send'>): void;
  abort(command: CommandOf<'http.abort'>): void;
  read(command: CommandOf<'document.read'>): void;
  fill(command: CommandOf<'account.fill'>): void;
}

/** Requests, answers and the reading of their bodies. Bodies wait here, by the id of their request, and nowhere else. */
export function createFetching(world: World): Fetching {
  const { ports, settings, vault, tell } = world;
  const exchanges = new Map<number, Exchange>();
  const bodies = new Map<number, Uint8Array>();

  const answered = (id: number, exchanged: Exchanged): void => {
    if (!exchanges.delete(id)) return; // aborted
    switch (exchanged.kind) {
      case 'answered': {
        const { status, headers, body } = exchanged.answer;
        bodies.set(id, body);
        return tell({ type: 'http.answered', id, status, headers: headers.filter(([name]) => HEADERS.includes(name)) });
      }
      case 'failed': {
        const { reason, cause } = exchanged.failure;
        return tell({ type: 'http.failed', id, reason, cause, origin: exchanged.origin });
      }
      case 'refused':
        return tell({ type: 'http.refused', id, problem: exchanged.problem });
    }
  };

  return {
    send({ id, target, deadlineMs, maxBytes }) {
      const built = requestFor(target, world);
      if (!built.ok) return tell({ type: 'http.refused', id, problem: built.problem });
      const { request, warnings } = built.value;
      if (warnings.length > 0) tell({ type: 'request.warned', id, warnings });
      if (ports.host.online() === false) return tell({ type: 'http.failed', id, reason: 'offline', cause: 'offline', origin: '' });
      const sending = exchange(ports.http, request, {
        limits: { deadlineMs, maxBytes },
        insecure: settings.insecure,
        now: () => ports.host.now(),
        onProgress: (received, total) => {
          if (exchanges.has(id)) tell({ type: 'http.progressed', id, received, ...(total === undefined ? {} : { total }) });
        },
      });
      exchanges.set(id, sending);
      void sending.outcome.then((exchanged) => {
        answered(id, exchanged);
      });
    },
    abort({ id }) {
      const sending = exchanges.get(id);
      exchanges.delete(id);
      bodies.delete(id);
      sending?.abort();
    },
    read({ id, as }) {
      const bytes = bodies.get(id) ?? new Uint8Array();
      bodies.delete(id);
      const content = readBody(as, bytes, { readXml: (xml, limits) => ports.xml.read(xml, limits), keep: vault.keep });
      if (content.ok) tell({ type: 'document.read', id, content: content.value, digest: sha256(bytes) });
      else tell({ type: 'document.refused', id, problem: content.problem });
    },
    fill({ id, nodes, scope }) {
      const filled = fillAccount(nodes, scope, vault.reveal, vault.keep);
      if (filled.ok) tell({ type: 'account.filled', id, nodes: filled.value });
      else tell({ type: 'account.refused', id, problem: filled.problem });
    },
  };
}

/** Secrets are put in here, at the last moment, and nowhere earlier (S3). */
function requestFor(target: Target, { settings, vault }: World): Result<FilledRequest> {
  const { app, insecure, portal } = settings;
  const options = { insecure, userAgent: userAgentOf(app.name, app.version) }; // W12
  if (target.to === 'provider') return fillRequest(target.service, target.scope, vault.reveal, options);
  const request = portalRequest(portal, target.cloudId, target.document, options);
  return request.ok ? accept({ request: request.value, warnings: [] }) : request;
}
