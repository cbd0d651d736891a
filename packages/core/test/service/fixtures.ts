import type { Leaf, SecretRef } from '../../src/document/tree.js';
import { fillRequest, type FilledRequest, type RequestOptions } from '../../src/service/request.js';
import type { Scope, ServiceDefinition } from '../../src/service/service.js';

/** A service with nothing but a URL, and what a test says besides. */
export function service(parts: Partial<ServiceDefinition> & { readonly url: Leaf }): ServiceDefinition {
  const postData = parts.postData ?? '';
  return {
    prefix: 'InitialProvisioning',
    postData,
    contentType: 'application/x-www-form-urlencoded',
    method: postData === '' ? 'GET' : 'POST',
    authUsername: '',
    authPassword: '',
    customHeaders: '',
    ...parts,
  };
}

export const PASSWORD: SecretRef = { secret: 's1' };

/** A scope in which the password is a reference, as in the machine. */
export function scopeOf(username: string, account?: Scope['account']): Scope {
  const values: Scope['values'] = [['username', username], ['password', PASSWORD], ['fullcode', 'ACME*'], ['installid', 'i-1']];
  return account === undefined ? { values } : { values, account };
}

export const OPTIONS: RequestOptions = { insecure: 'never', userAgent: 'Acme/1.0' };

export type Outcome = FilledRequest | string;

/** The filled request, or the code of the problem. */
export function fill(definition: ServiceDefinition, scope: Scope, vault: Readonly<Record<string, string>>, options: RequestOptions = OPTIONS): Outcome {
  const result = fillRequest(definition, scope, ({ secret }) => vault[secret], options);
  return result.ok ? result.value : result.problem.code;
}

/** {@link fill} where it has to succeed. */
export function filled(definition: ServiceDefinition, scope: Scope, vault: Readonly<Record<string, string>>, options: RequestOptions = OPTIONS): FilledRequest {
  const outcome = fill(definition, scope, vault, options);
  if (typeof outcome === 'string') throw new Error(outcome);
  return outcome;
}
