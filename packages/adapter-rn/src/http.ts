import { utf8Bytes } from '@firstring/core';
import { followDetected, type HttpExchange, type HttpFailureReason, type HttpLimits, type HttpOutcome, type HttpPort } from '@firstring/core/driver';
import { errorWord } from './error-word.js';
import { announced, headersOf, isBodiless, isPlain, readAnswer } from './http-answer.js';
import type { NativeGlobals, NativeProgress, NativeRequest } from './native-globals.js';
import { LONGEST_TIMER_MS } from './timer-limit.js';

type Request = Parameters<HttpPort['send']>[0];
type OnProgress = Parameters<HttpPort['send']>[2];

/** By how much the platform's own time limit lies above ours, so that ours speaks first: Android calls its own one an error. */
const SPARE_MS = 5_000;
const HEADERS_RECEIVED = 2;

/**
 * HTTP over React Native's `XMLHttpRequest`, which is OkHttp on Android and NSURLSession on iOS; its `fetch` stands on the
 * same and hides more. The README tells what these two do that nobody can prevent from JavaScript (W11, W12, R6).
 *
 * @param online what the platform knows of the network: `false` proves that nothing can leave, so nothing is sent.
 */
export function createHttpPort(globals: NativeGlobals, online: () => boolean | undefined): HttpPort {
  return {
    redirects: 'detected',
    redirectRule: followDetected,
    bodyCap: 'progress',
    failures: 'hidden',
    resends: true,
    send: (request, limits, onProgress) => send(globals, online, request, limits, onProgress),
  };
}

function send(globals: NativeGlobals, online: () => boolean | undefined, request: Request, { deadlineMs, maxBytes }: HttpLimits, onProgress: OnProgress): HttpExchange {
  let native: NativeRequest | undefined;
  let sent = false;
  let ended = false;
  let told = 0;
  let settle: (outcome: HttpOutcome) => void;
  const outcome = new Promise<HttpOutcome>((resolve) => {
    settle = resolve;
  });
  const end = (how: HttpOutcome): void => {
    if (ended) return;
    ended = true;
    globals.clearTimeout(timer as never);
    if (native !== undefined) detach(native);
    settle(how);
  };
  const fail = (reason: HttpFailureReason, cause: string): void => {
    if (ended) return;
    end({ ok: false, failure: { reason, cause, sent } });
    native?.abort();
  };
  const tell = (received: number, total: number | undefined): void => {
    told = received;
    onProgress?.(received, total);
  };

  const headed = (of: NativeRequest): void => {
    if (of.readyState !== HEADERS_RECEIVED || isBodiless(request.method, of.status)) return;
    if ((announced(headersOf(of)) ?? 0) > maxBytes) fail('too-large', 'content-length');
  };
  const progressed = (of: NativeRequest, { loaded, total, lengthComputable }: NativeProgress): void => {
    if (ended) return;
    if (loaded > maxBytes) fail('too-large', 'body');
    else tell(loaded, lengthComputable && isPlain(headersOf(of)) ? total : undefined);
  };
  const loaded = (of: NativeRequest): void => {
    if (ended) return;
    const reading = readAnswer(of, request.method, maxBytes);
    if (!reading.ok) {
      fail(reading.reason, reading.cause);
      return;
    }
    const { length } = reading.answer.body;
    if (length !== told) tell(length, length);
    end({ ok: true, answer: reading.answer });
  };
  // React Native tells that something failed, and nothing about it: only whether the head of an answer had come.
  const broke = (of: NativeRequest): void => {
    fail(of.status !== 0 ? 'cut-off' : online() === false ? 'offline' : 'unreachable', 'error');
  };

  const timer = globals.setTimeout(() => {
    fail('timeout', 'deadline');
  }, Math.min(deadlineMs, LONGEST_TIMER_MS));
  if (online() === false) {
    fail('offline', 'offline');
  } else if (!request.headers.every(isSendable)) {
    fail('failed', 'header');
  } else {
    try {
      const opened = new globals.XMLHttpRequest();
      native = opened;
      opened.open(request.method, request.url);
      opened.responseType = 'arraybuffer';
      opened.withCredentials = false; // W12: no cookies
      opened.timeout = Math.min(deadlineMs + SPARE_MS, LONGEST_TIMER_MS);
      for (const [name, value] of outgoingHeaders(request)) opened.setRequestHeader(name, value);
      opened.onreadystatechange = () => {
        headed(opened);
      };
      opened.onprogress = (event) => {
        progressed(opened, event);
      };
      opened.onload = () => {
        loaded(opened);
      };
      opened.onerror = opened.onabort = () => {
        broke(opened);
      };
      opened.ontimeout = () => {
        fail('timeout', 'timeout');
      };
      sent = true;
      opened.send(outgoingBody(request));
    } catch (error) {
      fail('failed', errorWord(error));
    }
  }
  return {
    outcome,
    abort: () => {
      fail('aborted', 'aborted');
    },
  };
}

function detach(native: NativeRequest): void {
  native.onreadystatechange = native.onprogress = native.onload = native.onerror = native.ontimeout = native.onabort = null;
}

/** A token, and a value of visible ASCII, blanks and tabs. Android would hand on a line break (seen in 0.88), and so another header. */
function isSendable([name, value]: Request['headers'][number]): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name) && /^[\t\x20-\x7e]*$/.test(value);
}

/** Each name once: before 0.88 React Native keeps the last of several values and drops the others. */
function outgoingHeaders({ headers }: Request): Iterable<readonly [name: string, value: string]> {
  const outgoing = new Map<string, string>();
  for (const [name, value] of headers) {
    const before = outgoing.get(name.toLowerCase());
    outgoing.set(name.toLowerCase(), before === undefined ? value : `${before}, ${value}`);
  }
  // Both platforms keep a cache on disk (seen in 0.88): neither read from it nor leave a secret in it (W12, S3).
  if (!outgoing.has('cache-control')) outgoing.set('cache-control', 'no-cache, no-store');
  // Android counts the bytes of a packed body before it unpacks them: unpacked, the cap holds what it says (F9).
  if (!outgoing.has('accept-encoding')) outgoing.set('accept-encoding', 'identity');
  return outgoing;
}

/** As UTF-8 in any case: Android writes a text in the character set that its content type names. */
function outgoingBody({ headers, body }: Request): string | Uint8Array | undefined {
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  if (body === undefined || !/charset/i.test(type)) return body;
  return utf8Bytes(body) ?? body;
}
