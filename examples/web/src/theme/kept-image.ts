import type { Theme } from '@firstring/core';

type ThemeImage = Theme['images'][number][1];

const CACHE = 'theme-images';

/**
 * The bytes of a theme's image, kept by their digest, so that showing a theme again needs no request (D12). `undefined`
 * where they cannot be had, or are not what the theme promised.
 */
export async function keptImage(image: ThemeImage): Promise<Blob | undefined> {
  try {
    const cache = await caches.open(CACHE);
    const key = new URL(`./theme-image/${image.sha256}`, location.href).href;
    const kept = await cache.match(key);
    if (kept !== undefined) return await kept.blob();
    const answer = await fetch(image.url, { credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error' });
    const blob = await answer.blob();
    if (!answer.ok || !(await isPromised(blob, image))) return undefined;
    await cache.put(key, new Response(blob));
    return blob;
  } catch {
    return undefined; // offline, or a page without a secure context, which has neither cache nor digests
  }
}

async function isPromised(blob: Blob, { bytes, sha256 }: ThemeImage): Promise<boolean> {
  if (blob.size !== bytes || !blob.type.startsWith('image/')) return false;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('') === sha256;
}

/** For a sign-out: the operator's logo tells whose customer this was. */
export async function forgetImages(): Promise<void> {
  if ('caches' in window) await caches.delete(CACHE);
}
