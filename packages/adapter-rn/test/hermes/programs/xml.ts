import { createXmlPort, XML_LIMITS, type XmlLimits, type XmlReading } from '@firstring/core/xml';
import { utf8Bytes } from '../../../../core/src/text/utf8.js';
import { digestOf, NASTY } from '../../../../core/test/xml/nasty.js';

declare const print: (line: string) => void;
declare const INPUTS: readonly { readonly hex: string; readonly limits: XmlLimits }[];
/** Which of the megabytes, which are made here, since they take long to travel. */
declare const NASTY_NAMES: readonly string[];

/** Runs inside Hermes, which has neither `atob` nor `TextDecoder`: one line of ASCII for each document. */
const port = createXmlPort();
const outcomeOf = (reading: XmlReading): string => JSON.stringify(reading.ok ? { tree: reading.root } : { code: reading.code });
for (const { hex, limits } of INPUTS) {
  const bytes = new Uint8Array(hex.length / 2);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = parseInt(hex.slice(at * 2, at * 2 + 2), 16);
  const outcome = outcomeOf(port.read(bytes, limits));
  print(outcome.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`));
}
for (const [name, text] of NASTY) {
  if (NASTY_NAMES.includes(name)) print(JSON.stringify(digestOf(outcomeOf(port.read(utf8Bytes(text) ?? new Uint8Array(), XML_LIMITS)))));
}
