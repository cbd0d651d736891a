import type { Pairs } from '@firstring/core';
import { header } from '../portal/plain-answer.js';
import { joined, textOf, utf8 } from '../text/utf8.js';
import type { VirtualSurroundings } from '../world/virtual-platform.js';
import { followUp, MOST_FOLLOW_UPS, withPath, type WireRequest } from './follow-up.js';
import { sendOverWire } from './wire.js';

/** The part of `XMLHttpRequest` that is imitated. */
export interface NativeRequest {
  responseType: string;
  withCredentials: boolean;
  timeout: number;
  readonly readyState: number;
  readonly status: number;
  readonly responseURL: string | undefined;
  readonly response: unknown;
  onreadystatechange: (() => void) | null;
  onprogress: ((event: { readonly loaded: number; readonly total: number; readonly lengthComputable: boolean }) => void) | null;
  onload: (() => void) | null;
  onerror: (() => void) | null;
  ontimeout: (() => void) | null;
  onabort: (() => void) | null;
  open(method: string, url: string): void;
  setRequestHeader(name: string, value: string): void;
  getAllResponseHeaders(): string | null;
  send(body?: string | Uint8Array): void;
  abort(): void;
}

const [UNSENT, OPENED, HEADERS_RECEIVED, LOADING, DONE] = [0, 1, 2, 3, 4];

/** A cookie of another part of the app: it goes along wherever nobody says `withCredentials = false`, as it does there. */
const COOKIE = 'session-of-the-app=1';

/**
 * `XMLHttpRequest` as React Native has it (`Libraries/Network/XMLHttpRequest.js`) over Android's native side
 * (`NetworkingModule.kt`):
 *
 * - redirects are followed, see {@link followUp}; only `responseURL` tells, and only at the end;
 * - no body before the end, and none in pieces: `response` is an ArrayBuffer once all is there (it travels as base64);
 * - progress tells numbers of bytes, and comes only where a handler was set before `send`;
 * - an error is an event without a reason, `status` is 0 if no head had come; the native time limit is such an error too
 *   (OkHttp's `callTimeout` is no `SocketTimeoutException`, for which alone React Native says `timeout`);
 * - repeated headers are joined by a comma, names come back in lower case;
 * - a body needs a content type, and a text is written in the character set which that one names;
 * - cookies go along unless told otherwise; GET and HEAD lose their body;
 * - nothing is unpacked here: a body in gzip is an error.
 */
export function createXmlHttpRequest(around: VirtualSurroundings, isOnline: () => boolean, alive: () => boolean): new () => NativeRequest {
  return class {
    responseType = '';
    withCredentials = true;
    timeout = 0;
    readyState = UNSENT ?? 0;
    status = 0;
    responseURL: string | undefined;
    onreadystatechange: NativeRequest['onreadystatechange'] = null;
    onprogress: NativeRequest['onprogress'] = null;
    onload: NativeRequest['onload'] = null;
    onerror: NativeRequest['onerror'] = null;
    ontimeout: NativeRequest['ontimeout'] = null;
    onabort: NativeRequest['onabort'] = null;
    #method = '';
    #url = '';
    #headers: Pairs<string> = [];
    #answerHeaders: Pairs<string> | undefined;
    #pieces: readonly Uint8Array[] = [];
    #whole = false;
    #sent = false;
    #cancel = (): void => {};

    get response(): unknown {
      if (this.responseType !== 'arraybuffer' || this.readyState !== DONE || !this.#whole) return null;
      return joined(this.#pieces).buffer;
    }

    open(method: string, url: string): void {
      if (this.readyState !== UNSENT) throw new Error('Cannot open, already sending');
      if (url === '') throw new Error('Cannot load an empty url');
      this.#method = method.toUpperCase();
      this.#url = url;
      this.#enter(OPENED);
    }

    setRequestHeader(name: string, value: string): void {
      if (this.readyState !== OPENED) throw new Error('Request has not been opened');
      const key = name.toLowerCase();
      const before = header(this.#headers, key);
      this.#headers = [...this.#headers.filter(([other]) => other !== key), [key, before === undefined ? value : `${before}, ${value}`]];
    }

    getAllResponseHeaders(): string | null {
      if (this.#answerHeaders === undefined) return null;
      const names = Array.from(new Set(this.#answerHeaders.map(([name]) => name.toLowerCase()))).sort();
      return `${names.map((name) => `${name}: ${(this.#answerHeaders ?? []).filter(([other]) => other.toLowerCase() === name).map(([, value]) => value).join(', ')}`).join('\r\n')}\r\n`;
    }

    send(body?: string | Uint8Array): void {
      if (this.readyState !== OPENED) throw new Error('Request has not been opened');
      if (this.#sent) throw new Error('Request has already been sent');
      this.#sent = true;
      const wantsProgress = this.onprogress !== null || this.onreadystatechange !== null;
      const endWork = around.work.begin();
      let cancelHop = (): void => {};
      const stops = [
        endWork,
        () => {
          cancelHop();
        },
      ];
      this.#cancel = () => {
        for (const stop of stops) stop();
      };
      const complete = (broken: boolean): void => {
        this.#cancel();
        if (!alive()) return;
        this.#whole = !broken;
        this.#enter(DONE);
        if (broken) this.onerror?.();
        else this.onload?.();
      };
      if (this.timeout > 0) {
        stops.push(
          around.clock.schedule(this.timeout, () => {
            complete(true);
          }),
        );
      }
      const bodiless = this.#method === 'GET' || this.#method === 'HEAD' || body === undefined;
      const bytes = bodiless ? new Uint8Array(0) : bytesOf(body, header(this.#headers, 'content-type'));
      if (bytes === undefined) {
        stops.push(
          around.clock.schedule(0, () => {
            complete(true); // Payload is set but no content-type header specified
          }),
        );
        return;
      }

      const hop = (request: WireRequest, followed: number, before: number | undefined): void => {
        let received = 0;
        cancelHop = sendOverWire(around, isOnline, request, {
          head: (status, headers) => {
            if (!alive()) return false;
            const next = followUp(request, { status, headers }, before);
            if (next !== undefined) {
              around.clock.schedule(0, () => {
                if (this.readyState !== OPENED || !alive()) return;
                if (followed === MOST_FOLLOW_UPS) complete(true);
                else hop(next, followed + 1, status);
              });
              return false;
            }
            this.status = status;
            this.responseURL = request.url;
            this.#answerHeaders = headers;
            this.#enter(HEADERS_RECEIVED);
            return this.readyState === HEADERS_RECEIVED; // or the app has aborted
          },
          piece: (piece, length) => {
            if (!alive()) return;
            received += piece.length;
            this.#pieces = [...this.#pieces, piece];
            if (wantsProgress) this.onprogress?.({ loaded: received, total: length ?? -1, lengthComputable: length !== undefined });
          },
          whole: () => {
            if (!alive()) return;
            if (header(this.#answerHeaders ?? [], 'content-encoding') === 'gzip') {
              complete(true);
              return;
            }
            this.#enter(LOADING);
            complete(false);
          },
          broken: () => {
            complete(true);
          },
        });
      };
      const cookies: Pairs<string> = this.withCredentials ? [['cookie', COOKIE]] : [];
      hop({ method: this.#method, url: withPath(this.#url), headers: [...this.#headers, ...cookies], body: textOf(bytes) }, 0, undefined);
    }

    abort(): void {
      this.#cancel();
      const under = this.#sent && this.readyState !== DONE;
      this.status = 0;
      this.responseURL = undefined;
      this.#answerHeaders = undefined;
      this.#pieces = [];
      if (under) {
        this.#enter(DONE);
        this.onabort?.();
      }
      this.readyState = UNSENT ?? 0;
    }

    #enter(state: number | undefined): void {
      this.readyState = state ?? 0;
      this.onreadystatechange?.();
    }
  };
}

/** The bytes of a body as Android makes them; `undefined` where it refuses to. */
function bytesOf(body: string | Uint8Array, contentType: string | undefined): Uint8Array | undefined {
  if (contentType === undefined) return undefined;
  if (typeof body !== 'string') return body;
  const charset = /charset="?([^";]+)/i.exec(contentType)?.[1]?.toLowerCase() ?? 'utf-8';
  return charset === 'utf-8' ? utf8(body) : Uint8Array.from(body, (character) => (character.charCodeAt(0) > 0xff ? 0x3f : character.charCodeAt(0)));
}
