import type { MockRequest } from './exchange.js';
import { authenticate } from './authentication.js';
import type { MockProvider, MockState, MockUser } from './mock-state.js';
import { plainAnswer, preflight, refusal, XML_TYPE, type PlainAnswer } from './plain-answer.js';
import { sampleActions } from './sample-global.js';
import { sentFields } from './sent-fields.js';

const SERVICES = [
  ['/global', 'global_extprov'],
  ['/account', 'extprov'],
  ['/actions', 'dialActionWs'],
] as const;

/** Which document a request to a provider asks for. */
export function providerDocument(state: MockState, request: MockRequest): 'global_extprov' | 'extprov' | 'dialActionWs' | undefined {
  return serviceAt(state, request.path)?.document;
}

/** Without `authentication`, username and password come as the fields `user` and `pass`, wherever the definition put them (W3, W8). */
export function answerProvider(state: MockState, request: MockRequest): PlainAnswer {
  const service = serviceAt(state, request.path);
  if (service === undefined) return refusal(404, 'There is no such service.');
  if (request.method === 'OPTIONS') return preflight();
  if (service.document === 'global_extprov') return plainAnswer(200, XML_TYPE, service.provider.global);
  if (service.document === 'dialActionWs') return plainAnswer(200, XML_TYPE, service.provider.actions ?? sampleActions());
  const { users, authentication, wrongPassword } = service.provider;
  if (authentication !== undefined) {
    const signer = authenticate(authentication, users, state, request);
    if ('account' in signer) return accountOf(signer);
    const asked = refusal(401, wrongPassword);
    return { ...asked, headers: [...asked.headers, ...signer.map((challenge) => ['www-authenticate', challenge] as const)] };
  }
  const sent = sentFields(request);
  const value = (name: string): string | undefined => sent.find(([field]) => field === name)?.[1];
  const user = users.find(
    ({ username, password }) => username === value('user') && password === value('pass'),
  );
  return user === undefined ? refusal(401, wrongPassword) : accountOf(user);
}

function accountOf(user: MockUser): PlainAnswer {
  return plainAnswer(200, XML_TYPE, user.account, [['cache-control', 'no-store']]);
}

interface Service {
  readonly provider: MockProvider;
  readonly document: 'global_extprov' | 'extprov' | 'dialActionWs';
}

function serviceAt(state: MockState, path: string): Service | undefined {
  for (const provider of state.providers)
    for (const [end, document] of SERVICES) if (path === provider.path + end) return { provider, document };
  return undefined;
}
