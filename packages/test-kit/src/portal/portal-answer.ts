import type { MockRequest } from './exchange.js';
import type { MockState } from './mock-state.js';
import { JSON_TYPE, plainAnswer, preflight, refusal, XML_TYPE, type PlainAnswer } from './plain-answer.js';

/** P1: `/v1/apps/{cloudId}/{live|editable}/{provisioning|theme}`. */
const ROUTE = /^\/v1\/apps\/([A-Za-z0-9._-]+)\/(live|editable)\/(provisioning|theme)$/;

/** Which document a request to the portal asks for. */
export function portalDocument(request: MockRequest): 'provisioning' | 'theme' | undefined {
  return ROUTE.exec(request.path)?.[3] as 'provisioning' | 'theme' | undefined;
}

export function answerPortal(state: MockState, request: MockRequest): PlainAnswer {
  const [, cloudId, version, document] = ROUTE.exec(request.path) ?? [];
  if (document === undefined) return refusal(404, 'There is nothing here.');
  if (request.method === 'OPTIONS') return preflight();
  if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405, 'The portal only gives.');
  const app = state.apps.find((candidate) => candidate.cloudId === cloudId);
  if (app === undefined) return refusal(404, `We do not know ${cloudId ?? ''}.`); // P3
  const documents = version === 'editable' ? app.editable : app.live;
  const cached = [['cache-control', 'public, max-age=60']] as const; // P2
  return document === 'theme'
    ? plainAnswer(200, JSON_TYPE, documents.theme, cached)
    : plainAnswer(200, XML_TYPE, documents.provisioning, cached);
}
