import type { XmlLimits, XmlReading } from '@firstring/core/driver';
import type { RawElement } from '@firstring/core';
import accepted from '../../vectors/xml/accepted.json' with { type: 'json' };
import refused from '../../vectors/xml/refused.json' with { type: 'json' };
import { XML_CONTRACT } from '../../src/index.js';
import type { Sin } from './sin.js';

const reading = (change: (reading: XmlReading, bytes: Uint8Array) => XmlReading): Sin<'xml'>[2] => (xml) => ({ read: (bytes, limits) => change(xml.read(bytes, limits), bytes) });
const limiting = (change: (limits: XmlLimits) => XmlLimits): Sin<'xml'>[2] => (xml) => ({ read: (bytes, limits) => xml.read(bytes, change(limits)) });

const OWN = XML_CONTRACT.map(({ id }) => id).filter((id) => /^XML-(CAP|CUT|ANY)-/.test(id));
const CAPS = OWN.filter((id) => id.startsWith('XML-CAP-'));
const ACCEPTED = (accepted.cases as readonly { readonly id: string }[]).map(({ id }) => id);
const REFUSED = (refused.cases as readonly { readonly id: string }[]).map(({ id }) => id);
const EMPTY = (refused.cases as readonly { readonly id: string; readonly text?: string }[]).flatMap(({ id, text }) => (text === '' ? [id] : []));
const ROOT: RawElement = { name: 'sin', attributes: [], text: '', children: [] };

/** Sins that all vectors of a kind find; which single ones a lenient parser fails they tell themselves. */
export const XML_SINS: readonly Sin<'xml'>[] = [
  ['reads everything', [...REFUSED, ...CAPS, 'XML-CUT-001'], reading((read) => (read.ok ? read : { ok: true, root: ROOT }))],
  ['reads another tree', ACCEPTED, reading((read) => (read.ok ? { ok: true, root: ROOT } : read))],
  ['refuses everything', [...ACCEPTED, ...CAPS, 'XML-CUT-001'], reading((read) => (read.ok ? { ok: false, code: 'xml.not-well-formed', line: 1, column: 1 } : read))],
  ['refuses for another reason', [...REFUSED, ...CAPS], reading((read) => (read.ok ? read : { ...read, code: read.code === 'xml.encoding' ? 'xml.doctype' : 'xml.encoding' }))],
  ['has codes of its own', [...REFUSED, ...CAPS, 'XML-CUT-001', 'XML-ANY-001'], reading((read) => (read.ok ? read : { ...read, code: 'xml.bad' as never }))],
  ['counts lines from 0', [...REFUSED, ...CAPS, 'XML-CUT-001', 'XML-ANY-001'], reading((read) => (read.ok ? read : { ...read, line: 0 }))],
  ['changes the bytes', [...ACCEPTED, ...REFUSED, ...OWN].filter((id) => !EMPTY.includes(id)), (xml) => ({ read: (bytes, limits) => {
    const read = xml.read(bytes, limits);
    bytes[0] = bytes[0] === 32 ? 33 : 32;
    return read;
  } })],
  ['throws', [...REFUSED, ...OWN], (xml) => ({ read: (bytes, limits) => {
    const read = xml.read(bytes, limits);
    if (!read.ok) throw new SyntaxError(read.code);
    return read;
  } })],
];

/** Sins that only the cases beside the vectors are asked to find. */
export const NARROW_XML_SINS: readonly Sin<'xml'>[] = [
  ['completes what was cut', ['XML-CUT-001'], (xml) => ({ read: (bytes, limits) => {
    const text = new TextDecoder().decode(bytes);
    return text.startsWith('<?xml') && text.endsWith('</account') ? xml.read(new TextEncoder().encode(`${text}>`), limits) : xml.read(bytes, limits);
  } })],
  ['has a depth one too high', ['XML-CAP-001', 'XML-CAP-003'], limiting((limits) => ({ ...limits, depth: limits.depth + 1 }))],
  ['has a cap of attributes one too low', ['XML-CAP-002', 'XML-CAP-005'], limiting((limits) => ({ ...limits, attributes: limits.attributes - 1 }))],
  ['counts elements per level', ['XML-CAP-004'], limiting((limits) => ({ ...limits, nodes: 1e9 }))],
  ['reads differently the second time', ['XML-ANY-001'], (xml) => {
    let before = '';
    return { read: (bytes, limits) => {
      const text = String.fromCharCode(...bytes.subarray(0, 500));
      const read = xml.read(bytes, limits);
      const again = text === before && text.startsWith('<?xml');
      before = text;
      return again && !read.ok ? { ...read, column: read.column + 1 } : read;
    } };
  }],
];
