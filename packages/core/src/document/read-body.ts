import { isItem } from './collection.js';
import type { DocumentContent } from './content.js';
import { defined } from './defined.js';
import { isHtmlRoot, looksLikeHtml } from './html.js';
import { fieldOf, parseJson } from './json.js';
import { messageOfJson, messageOfXml } from './message.js';
import { accept, refuse, type Result } from './problem.js';
import { XML_LIMITS, type XmlFailureCode, type XmlLimits, type XmlReading } from './reading.js';
import { readRevision } from './revision.js';
import type { Keep } from './secret-nodes.js';
import { collectionOf, sectionOf } from './sections.js';
import { splitSecrets } from './split-secrets.js';
import { readTheme } from './theme.js';
import type { Asked, RawElement } from './tree.js';
import { decodeUtf8, toLatin1 } from '../text/utf8.js';
import { isBlank } from './xml-space.js';

/** What reading a body needs from outside. */
export interface ReadingTools {
  readXml(bytes: Uint8Array, limits: XmlLimits): XmlReading;
  /** Stores a secret and returns the id of its reference (S3). */
  readonly keep: Keep;
}

const LONGEST_NAME = 100;

/**
 * Makes of a body what was asked for, with its secrets split off (S3), or says why it is not that: `answer.web-page` (O7),
 * `answer.not-a-document` and `xml.wrong-root` (O8, D10), an `xml.*` code with its position (O9), `theme.invalid` (O10).
 * `error` looks for the provider's sentence (D8) and never fails.
 */
export function readBody(asked: Asked | 'error', bytes: Uint8Array, tools: ReadingTools): Result<DocumentContent> {
  if (asked === 'error') return accept(readMessage(bytes, tools));
  return asked === 'theme' ? readThemeBody(bytes) : readXmlBody(asked, bytes, tools);
}

function readMessage(bytes: Uint8Array, tools: ReadingTools): DocumentContent {
  const reading = tools.readXml(bytes, XML_LIMITS);
  const message = reading.ok ? messageOfXml(reading.root) : messageOfJson(decodeUtf8(bytes) ?? '');
  return message === undefined ? { kind: 'message' } : { kind: 'message', message };
}

function readThemeBody(bytes: Uint8Array): Result<DocumentContent> {
  if (looksLikeHtml(toLatin1(bytes))) return refuse('answer.web-page', { document: 'theme' });
  const text = decodeUtf8(bytes);
  const json = text === undefined ? undefined : parseJson(text);
  if (json === undefined) return refuse('answer.not-a-document', { document: 'theme' });
  const theme = readTheme(json.value);
  return theme.ok ? accept(defined({ kind: 'theme', theme: theme.value, revision: readRevision(fieldOf(json.value, 'revision')) })) : theme; // P4
}

function readXmlBody(asked: Exclude<Asked, 'theme'>, bytes: Uint8Array, tools: ReadingTools): Result<DocumentContent> {
  const reading = tools.readXml(bytes, XML_LIMITS);
  if (!reading.ok) return refuseBytes(asked, bytes, reading);
  const { root } = reading;
  if (isHtmlRoot(root)) return refuse('answer.web-page', { document: asked });
  if (asked === 'extprov') {
    if (root.name !== 'account') return refuse('xml.wrong-root', { document: asked, node: root.name.slice(0, LONGEST_NAME) });
  } else if (root.name === 'error' || root.name === 'message' || !isKnown(asked, root)) {
    return refuse('answer.not-a-document', { document: asked }); // D10
  }
  return accept({ kind: 'xml', root: splitSecrets(root, asked, tools.keep) });
}

/** D10: at least one known child; a root without children is a valid empty global document. */
function isKnown(asked: 'provisioning' | 'global_extprov' | 'dialActionWs', root: RawElement): boolean {
  if (asked === 'provisioning') return root.children.some(({ name }) => sectionOf(name) !== undefined);
  if (asked === 'dialActionWs') return root.children.length === 0 || root.children.some(({ name }) => isItem('dialActions', name)); // R14
  return root.children.length === 0 || root.children.some(({ name }) => collectionOf(name) !== undefined);
}

/** What was refused as XML may be something else altogether, which says more than where it stopped being XML. */
function refuseBytes(document: Asked, bytes: Uint8Array, reading: XmlReading & { readonly ok: false }): Result<never> {
  const text = toLatin1(bytes);
  if (looksLikeHtml(text)) return refuse('answer.web-page', { document });
  const content = decodeUtf8(bytes);
  if (content !== undefined && (isBlank(content) || /^[ \t\r\n]*[{[]/.test(content) || parseJson(content) !== undefined)) {
    return refuse('answer.not-a-document', { document });
  }
  const { code, line, column } = reading;
  return refuse(code, { document, line, column, ...limitOf(code) });
}

function limitOf(code: XmlFailureCode): { readonly limit?: number } {
  if (code === 'xml.too-deep') return { limit: XML_LIMITS.depth };
  return code === 'xml.too-large' ? { limit: XML_LIMITS.nodes } : {};
}
