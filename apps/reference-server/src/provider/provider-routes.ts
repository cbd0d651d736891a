import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { accountXml } from '../documents/account.js';
import { globalXml } from '../documents/global.js';
import { XML_TYPE } from '../documents/xml.js';
import { NOT_FOUND } from '../http/errors.js';
import { refuseOtherMethods } from '../http/refuse-other-methods.js';
import { sendRefusal, type Refusal } from '../http/refusal.js';
import type { Account } from '../documents/account.js';
import type { Admission, Attempt } from './attempt-limit.js';
import { readCredentials, type Credentials } from './credentials.js';
import type { Tenant, UserStore } from './user-store.js';

export interface Provider {
  readonly users: UserStore;
  readonly admit: (attempt: Attempt) => Admission;
  /** Where this server is reached from outside, without a slash at the end. */
  readonly publicUrl: () => string;
}

/** Somebody whose password was right. */
interface SignedIn {
  readonly tenant: Tenant;
  readonly account: Account;
  readonly credentials: Credentials;
}

interface TenantRoute {
  Params: { tenant: string };
}

/** The provider's two services: step 3 and step 4 (F1), the latter for refreshing too (R2). */
export function addProviderRoutes(app: FastifyInstance, provider: Provider): void {
  app.route<TenantRoute>({
    method: ['GET', 'POST'],
    url: GLOBAL,
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      const signedIn = await signIn(provider, request, (tenant) => tenant.global !== undefined);
      if ('status' in signedIn) return sendRefusal(reply, signedIn);
      return sendPrivate(reply, globalXml(signedIn.tenant.global ?? {}));
    },
  });
  refuseOtherMethods(app, GLOBAL, ['GET', 'POST']);

  app.route<TenantRoute>({
    method: ['GET', 'POST'],
    url: ACCOUNT,
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      const signedIn = await signIn(provider, request, () => true);
      if ('status' in signedIn) return sendRefusal(reply, signedIn);
      const refreshUrl = `${provider.publicUrl()}/provider/${signedIn.tenant.tenant}/account`;
      return sendPrivate(reply, accountXml(signedIn.account, signedIn.credentials, refreshUrl));
    },
  });
  refuseOtherMethods(app, ACCOUNT, ['GET', 'POST']);
}

const GLOBAL = '/provider/:tenant/global';
const ACCOUNT = '/provider/:tenant/account';

/** The same for a wrong password and for a user who does not exist: nobody learns who has an account here. */
const WRONG: Refusal = { status: 401, message: 'The user name or password is not correct.' };

async function signIn(
  provider: Provider,
  request: FastifyRequest<TenantRoute>,
  offers: (tenant: Tenant) => boolean,
): Promise<SignedIn | Refusal> {
  const tenant = await provider.users.tenant(request.params.tenant);
  if (tenant === undefined || !offers(tenant)) return NOT_FOUND;
  const credentials = readCredentials(request);
  if ('status' in credentials) return credentials;
  const { username, password } = credentials;
  const admission = provider.admit({ tenant: tenant.tenant, username, address: request.ip });
  if (!admission.admitted) return tooManyTries(admission.retryAfterSeconds);
  const account = await provider.users.signIn(tenant.tenant, username, password);
  if (account === undefined) return WRONG;
  admission.succeeded();
  return { tenant, account, credentials };
}

function tooManyTries(retryAfterSeconds: number): Refusal {
  const minutes = Math.ceil(retryAfterSeconds / 60);
  const message = `Too many tries. Please try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`;
  return { status: 429, message, retryAfterSeconds };
}

function sendPrivate(reply: FastifyReply, document: Buffer): FastifyReply {
  return reply.header('cache-control', 'no-store').type(XML_TYPE).send(document);
}
