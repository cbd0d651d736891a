import type { IncomingMessage } from 'node:http';
import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import type { HttpFailureReason } from '@firstring/core/driver';
import { errorCode } from './error-code.js';

export type Body =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly reason: HttpFailureReason; readonly cause: string };

export interface BodyOptions {
  /** Nothing follows the head: an answer to HEAD, 204, 304. */
  readonly absent: boolean;
  /** Of the decoded body (F9). */
  readonly maxBytes: number;
  readonly onProgress: (received: number, total: number | undefined) => void;
}

type Encoding = 'identity' | 'gzip' | 'deflate' | 'br';

/** What every request asks for unless it says otherwise. */
export const ACCEPTED_ENCODINGS = 'gzip, deflate, br';

/** Reads a body to its announced end, its encoding removed, and calls back once. Stops reading at the cap. */
export function readBody(incoming: IncomingMessage, { absent, maxBytes, onProgress }: BodyOptions, end: (body: Body) => void): void {
  const fail = (reason: HttpFailureReason, cause: string): void => {
    end({ ok: false, reason, cause });
  };
  let decoder: Transform | undefined;
  incoming.on('error', (error) => {
    decoder?.destroy();
    // A reset is told on the request first, so what arrives here is an early FIN.
    fail('cut-off', errorCode(error));
  });
  if (absent) {
    incoming.on('end', () => {
      end({ ok: true, bytes: new Uint8Array() });
    });
    incoming.resume();
    return;
  }

  const encoding = encodingOf(incoming);
  if (encoding === undefined) {
    fail('encoding', 'content-encoding');
    return;
  }
  const announced = lengthOf(incoming);
  const total = encoding === 'identity' ? announced : undefined;
  if (total !== undefined && total > maxBytes) {
    fail('too-large', 'content-length');
    return;
  }

  const pieces: Buffer[] = [];
  let received = 0;
  let over = false;
  const take = (piece: Buffer): void => {
    received += piece.length;
    if (over || received > maxBytes) {
      over = true;
      decoder?.destroy();
      fail('too-large', 'body');
      return;
    }
    pieces.push(piece);
    onProgress(received, total);
  };
  const finish = (): void => {
    end({ ok: true, bytes: joined(pieces, received) });
  };

  const startDecoder = (first: Buffer): Transform => {
    const started = decoderFor(encoding, first);
    started.on('data', take);
    started.on('end', finish);
    started.on('error', (error) => {
      fail('encoding', errorCode(error));
    });
    started.on('drain', () => incoming.resume());
    return started;
  };
  incoming.on('data', (piece: Buffer) => {
    if (encoding === 'identity') {
      take(piece);
      return;
    }
    decoder ??= startDecoder(piece); // an empty body needs none
    if (!over && !decoder.write(piece)) incoming.pause();
  });
  incoming.on('end', () => {
    if (!incoming.complete) fail('cut-off', 'incomplete');
    else if (decoder === undefined) finish();
    else decoder.end();
  });
}

/** `undefined`: an unknown one, or more than one (a chain of them is how bombs are built). */
function encodingOf({ headers }: IncomingMessage): Encoding | undefined {
  switch ((headers['content-encoding'] ?? '').trim().toLowerCase()) {
    case '':
    case 'identity':
      return 'identity';
    case 'gzip':
    case 'x-gzip':
      return 'gzip';
    case 'deflate':
      return 'deflate';
    case 'br':
      return 'br';
    default:
      return undefined;
  }
}

function decoderFor(encoding: Encoding, first: Buffer): Transform {
  if (encoding === 'br') return createBrotliDecompress();
  if (encoding === 'gzip') return createGunzip();
  // `deflate` means zlib's format (RFC 9110, 8.4.1.2), but servers exist that send the bare stream.
  return ((first[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw();
}

function lengthOf({ headers }: IncomingMessage): number | undefined {
  const text = headers['content-length'];
  return text === undefined || headers['transfer-encoding'] !== undefined ? undefined : Number(text);
}

/** A plain array of its own memory, not a view into Node's pool. */
function joined(pieces: readonly Buffer[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
