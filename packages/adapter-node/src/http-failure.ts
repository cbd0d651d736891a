import type { HttpFailureReason } from '@firstring/core/driver';
import { errorCode } from './error-code.js';

/** How far a connection has come. From `open` on, bytes of the request may have left. */
export type Stage = 'connecting' | 'handshake' | 'open';

const REASONS: { readonly [code: string]: HttpFailureReason } = {
  ENOTFOUND: 'dns',
  ENODATA: 'dns',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  ENETUNREACH: 'offline',
  EHOSTUNREACH: 'offline',
  ENETDOWN: 'offline',
  EHOSTDOWN: 'offline',
  ETIMEDOUT: 'timeout',
  EPROTO: 'tls',
  HPE_HEADER_OVERFLOW: 'too-large',
};

/** What OpenSSL and Node say about a certificate or a handshake. */
const TLS = /^(ERR_TLS|ERR_SSL|CERT|CRL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|PATH_LENGTH)/;

/** Why a request failed, and the platform's word for it. */
export function reasonOf(error: unknown, stage: Stage): { readonly reason: HttpFailureReason; readonly cause: string } {
  const cause = tellingCode(error);
  const known = Object.hasOwn(REASONS, cause) ? REASONS[cause] : undefined;
  if (known !== undefined) return { reason: known, cause };
  if (cause.startsWith('EAI_')) return { reason: 'dns', cause };
  if (TLS.test(cause) || stage === 'handshake') return { reason: 'tls', cause };
  return { reason: 'failed', cause };
}

/** Where several addresses of one host failed in different ways, one that answered says more than one without a route. */
function tellingCode(error: unknown): string {
  if (!(error instanceof AggregateError)) return errorCode(error);
  const codes = error.errors.map(errorCode);
  return codes.find((code) => code === 'ECONNREFUSED') ?? codes[0] ?? errorCode(error);
}
