import * as core from '@firstring/core';
import { createXmlPort, XML_LIMITS, type XmlLimits } from '@firstring/core/xml';

declare const print: (line: string) => void;
/** Put in front of this program: name and text of every file. */
declare const VECTORS: readonly (readonly [name: string, text: string])[];

interface CoreCase {
  readonly id: string;
  readonly args: readonly unknown[];
  readonly expected: unknown;
}

interface XmlCase {
  readonly id: string;
  /** The bytes to read, in hexadecimal digits. */
  readonly hex: string;
  readonly limits?: XmlLimits;
  readonly tree?: unknown;
  readonly code?: string;
}

type VectorFile = { readonly kind: 'xml'; readonly cases: readonly XmlCase[] } | { readonly kind?: never; readonly run: string; readonly cases: readonly CoreCase[] };

const reader = createXmlPort();

/** Prints a line of JSON a file: how many cases it has and what is wrong with them. */
for (const [name, text] of VECTORS) {
  const file = JSON.parse(text) as VectorFile;
  const faults = file.kind === 'xml' ? file.cases.flatMap(tryXml) : tryCore(file.run, file.cases);
  print(JSON.stringify({ name, cases: file.cases.length, faults }));
}

function tryCore(run: string, cases: readonly CoreCase[]): readonly string[] {
  const target = (core as { readonly [name: string]: unknown })[run];
  if (typeof target !== 'function') return [`core exports no function ${run}`];
  return cases.flatMap(({ id, args, expected }) => compared(id, () => (target as (...given: readonly unknown[]) => unknown)(...args), expected));
}

function tryXml({ id, hex, limits, tree, code }: XmlCase): readonly string[] {
  const bytes = Uint8Array.from({ length: hex.length / 2 }, (_, at) => parseInt(hex.slice(2 * at, 2 * at + 2), 16));
  return compared(
    id,
    () => {
      const reading = reader.read(bytes, limits ?? XML_LIMITS);
      return reading.ok ? { tree: reading.root } : { code: reading.code };
    },
    tree === undefined ? { code } : { tree },
  );
}

function compared(id: string, run: () => unknown, expected: unknown): readonly string[] {
  try {
    const [actual, wanted] = [canonical(run()), canonical(expected)];
    return actual === wanted ? [] : [`${id}: expected ${wanted}, got ${actual}`];
  } catch (error) {
    return [`${id}: ${String(error)}`];
  }
}

/** Equal data, equal text: members by name, bytes are numbers; JSON leaves out what is `undefined`. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) => {
    if (part instanceof Uint8Array) return Array.from(part);
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}
