import { accept, refuse, type Result, type Warning } from '../document/problem.js';
import type { SecretRef } from '../document/tree.js';
import { md5, sha1, sha256 } from '../text/hash.js';
import { hasLoneSurrogate, utf8Bytes } from '../text/utf8.js';
import { base64, closeEscape, encodeFor, type Position } from './encode.js';
import { tokenize, type Placeholder, type TemplateFunction } from './placeholder.js';
import type { Scope } from './service.js';

/** Looks a secret up in the vault; `undefined` where it is not available any more. */
export type Reveal = (ref: SecretRef) => string | undefined;

/** What filling needs besides the template. */
export interface Filling {
  readonly scope: Scope;
  readonly reveal: Reveal;
  /** W9: secret values, plain or in `base64`, arrive empty. */
  readonly withholdSecrets: boolean;
  /** The key that the template stands in, for problems and warnings. */
  readonly node: string;
}

/** A template after filling. */
export interface Filled {
  readonly text: string;
  readonly warnings: readonly Warning[];
}

/**
 * Fills a template in one pass (W5 to W8): every placeholder is replaced by its value, encoded for `position`; a value is
 * never scanned again. Secrets are asked of `reveal`, which by default knows none. Refuses with `template.bad-function`,
 * `template.bad-value` (a lone surrogate, or a character that XML cannot hold) and `template.unavailable`.
 */
export function fillTemplate(template: string, scope: Scope, position: Position, reveal: Reveal = () => undefined): Result<Filled> {
  return fillText(template, position, { scope, reveal, withholdSecrets: false, node: 'template' });
}

/** {@link fillTemplate} with everything said. */
export function fillText(template: string, position: Position, filling: Filling): Result<Filled> {
  const tokens = tokenize(template, filling.scope, filling.node);
  if (!tokens.ok) return tokens;
  const { texts, placeholders, warnings } = tokens.value;
  if (texts.some(hasLoneSurrogate)) return refuse('template.bad-value', { node: filling.node });
  const pieces = fillPieces(texts, placeholders, position, filling);
  return pieces.ok ? accept({ text: pieces.value.join(''), warnings: [...warnings, ...withheld(placeholders, filling)] }) : pieces;
}

/** The texts with the values between them, encoded for where they stand (W8): a text, a value, a text, and so on. */
export function fillPieces(texts: readonly string[], placeholders: readonly Placeholder[], position: Position, filling: Filling): Result<readonly string[]> {
  const pieces: string[] = [];
  for (const [at, text] of texts.entries()) {
    const placeholder = placeholders[at];
    pieces.push(placeholder !== undefined && (position === 'url' || position === 'form') ? closeEscape(text) : text);
    if (placeholder === undefined) continue;
    const value = valueOf(placeholder, filling);
    if (!value.ok) return value;
    const encoded = encodeFor(position, value.value);
    if (encoded === undefined) return refuse('template.bad-value', { node: filling.node });
    pieces.push(encoded);
  }
  return accept(pieces);
}

/** What a placeholder stands for, its function applied (W7), not yet encoded for a position. */
export function valueOf(placeholder: Placeholder, filling: Filling): Result<string> {
  const { fn, value } = placeholder;
  if (isWithheld(placeholder, filling)) return accept('');
  const plain = typeof value === 'string' ? value : filling.reveal(value);
  if (plain === undefined) return refuse('template.unavailable', { node: filling.node });
  const bytes = utf8Bytes(plain);
  if (bytes === undefined) return refuse('template.bad-value', { node: filling.node });
  return accept(fn === undefined ? plain : FUNCTIONS[fn](bytes));
}

/** `template.secret-withheld` for each secret that stays behind (W9). */
export function withheld(placeholders: readonly Placeholder[], filling: Filling): readonly Warning[] {
  return placeholders.filter((each) => isWithheld(each, filling)).map((each) => ({ code: 'template.secret-withheld', node: each.name }));
}

function isWithheld({ secret, fn, value }: Placeholder, filling: Filling): boolean {
  return filling.withholdSecrets && secret && value !== '' && (fn === undefined || fn === 'base64');
}

const FUNCTIONS: { readonly [fn in TemplateFunction]: (bytes: Uint8Array) => string } = { sha1, md5, sha256, base64 };
