/** Reads a body to its end, its encoding already removed. `undefined`: it is longer than `maxBytes`; nothing more is read. */
export async function readBody(
  response: Response,
  maxBytes: number,
  onProgress: (received: number, total: number | undefined) => void,
): Promise<Uint8Array | undefined> {
  const reader = response.body?.getReader(); // none: HEAD, 204, 304. Not `for await`: WebKit has none.
  if (reader === undefined) return new Uint8Array();
  const total = lengthOf(response);
  const pieces: Uint8Array[] = [];
  let received = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    received += value.length;
    if (received > maxBytes) return undefined;
    pieces.push(value);
    onProgress(received, total);
  }
  if (received > 0 && total === undefined) onProgress(received, received); // now it is known
  return joined(pieces, received);
}

/**
 * The announced length where it is that of the decoded body. From another origin nothing tells: `Content-Length` is shown,
 * `Content-Encoding` is not.
 */
function lengthOf({ type, headers }: Response): number | undefined {
  const text = headers.get('content-length');
  return type === 'basic' && text !== null && !headers.has('content-encoding') ? Number(text) : undefined;
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
