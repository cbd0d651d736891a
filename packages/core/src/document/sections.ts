import type { CollectionName, NodeSection } from './mergeable.js';

/** A part of a document that can bring something to the merge. */
export type Section = NodeSection | CollectionName;

/** Lower-case starts of service keys (W1). */
const SERVICE_PREFIXES: readonly string[] = ['initialglobalprovisioning', 'initialprovisioning', 'extprov', 'dialactionws'];

/** Whether a child of the provisioning document is a web-service key, in any capitalisation (W1). */
export function isServiceKey(name: string): boolean {
  const lower = name.toLowerCase();
  return SERVICE_PREFIXES.some((prefix) => lower.startsWith(prefix));
}

/** Which collection an element holds; camelCase and all lower case are read (D7). */
export function collectionOf(name: string): CollectionName | undefined {
  if (name === 'quickDial' || name === 'quickdial') return 'quickDial';
  if (name === 'dialActions' || name === 'dialactions') return 'dialActions';
  return undefined;
}

/** Which section a child of the provisioning document's root is (D3); `undefined` for what no rule knows. */
export function sectionOf(name: string): Section | undefined {
  if (name === 'account' || name === 'prefKeys') return name;
  return collectionOf(name) ?? (isServiceKey(name) ? 'service' : undefined);
}
