import { XML_LIMITS, type XmlLimits, type XmlReading } from '@firstring/core/xml/guard';
import { digestOf, NASTY } from '../../../core/test/xml/nasty.js';
import { createWebPorts } from '../../src/index.js';
import { createXmlPort } from '../../src/xml.js';

const outcomeOf = (reading: XmlReading): string => JSON.stringify(reading.ok ? { tree: reading.root } : { code: reading.code });

/** Runs inside the page: what the browser's reader says of each document, as texts. */
export async function outcomesOf(inputs: readonly { readonly base64: string; readonly limits: XmlLimits }[]): Promise<readonly string[]> {
  const { xml } = createWebPorts();
  const port = typeof xml === 'function' ? await xml() : xml;
  return inputs.map(({ base64, limits }) => outcomeOf(port.read(Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0)), limits)));
}

/** A digest of what it says of one of the megabytes, which are made here, since they take long to travel. */
export function outcomeOfNasty(index: number): string {
  const bytes = new TextEncoder().encode(NASTY[index]?.[1]);
  return digestOf(outcomeOf(createXmlPort().read(bytes, XML_LIMITS)));
}
