import { defined } from '../document/defined.js';
import { accept, refuse, type Result, type Warning } from '../document/problem.js';
import type { Leaf } from '../document/tree.js';
import type { Scope } from './service.js';

/** The functions of W5; `sha1` is documented, the others are ours. */
export type TemplateFunction = 'sha1' | 'md5' | 'sha256' | 'base64';

/** A placeholder that stands for something in the scope. */
export interface Placeholder {
  readonly name: string;
  readonly fn?: TemplateFunction;
  readonly value: Leaf;
  /** Whether it belongs to somebody: user name, password, any node of the account, any secret (W11). */
  readonly credential: boolean;
  /** A reference, or a value whose name says password: never sent in clear over plain http (W9). */
  readonly secret: boolean;
}

/** Literal texts and the placeholders between them: there is always one text more. */
export interface Tokens {
  readonly texts: readonly string[];
  readonly placeholders: readonly Placeholder[];
  readonly warnings: readonly Warning[];
}

/**
 * W5: function form first, then the plain form, then a function form gone wrong. No form crosses a `%`, so a scan of any
 * text is linear. A node's name is anything without `]` and `%`.
 */
const FORMS = /%([A-Za-z_]\w*)\(%([A-Za-z_]\w*)(?:\[([^\]%]+)\])?%\)%|%([A-Za-z_]\w*)(?:\[([^\]%]+)\])?%|%[A-Za-z_]\w*\(/;
const FUNCTIONS: readonly string[] = ['sha1', 'md5', 'sha256', 'base64'];
const FUNCTION_AHEAD = /^(?:sha1|md5|sha256|base64)\(/;

/**
 * Finds the placeholders of a template, from left to right (W5). What the scope does not know stays literal text, with the
 * warning `template.unknown-name`; its closing `%` may open the next placeholder, so that percent-encoded bytes before
 * one (`%E2%82%AC%username%`) do not swallow it. A node that the account lacks is empty (`template.missing-node`).
 * Refuses with `template.bad-function`, and with `input.credentials-missing` for what the scope calls absent; `node` is the key that the template stands in.
 */
export function tokenize(template: string, scope: Scope, node: string): Result<Tokens> {
  const texts: string[] = [];
  const placeholders: Placeholder[] = [];
  const warnings: Warning[] = [];
  const find = new RegExp(FORMS.source, 'g');
  let from = 0;
  for (let form = find.exec(template); form !== null; form = find.exec(template)) {
    const [whole, fn, innerName, innerNode, plainName, plainNode] = form;
    const name = innerName ?? plainName;
    if (name === undefined || (fn !== undefined && !FUNCTIONS.includes(fn))) return refuse('template.bad-function', { node });
    const accountNode = innerNode ?? plainNode;
    const value = lookUp(scope, name, accountNode);
    const written = accountNode === undefined ? name : `${name}[${accountNode}]`;
    if (value === undefined && scope.absent?.includes(written) === true) return refuse('input.credentials-missing', { node: written }); // R2a
    if (value === undefined && !/^[A-Fa-f][0-9A-Fa-f]$/.test(written)) warnings.push({ code: 'template.unknown-name', node: written });
    if (value === undefined && fn === undefined) {
      find.lastIndex -= 1;
      continue;
    }
    // Its closing % could be meant as the opening one of a function: no guess sends a secret in clear (W5).
    if (FUNCTION_AHEAD.test(template.slice(find.lastIndex, find.lastIndex + 7))) return refuse('template.bad-function', { node });
    if (value === undefined) continue;
    if (value.missing) warnings.push({ code: 'template.missing-node', node: written });
    texts.push(template.slice(from, form.index));
    from = form.index + whole.length;
    const secret = typeof value.leaf !== 'string' || /password/i.test(accountNode ?? name);
    const credential = secret || accountNode !== undefined || name === 'username';
    placeholders.push(defined({ name: written, value: value.leaf, secret, credential, fn: fn as TemplateFunction | undefined }));
  }
  texts.push(template.slice(from));
  return accept({ texts, placeholders, warnings });
}

interface Found {
  readonly leaf: Leaf;
  readonly missing: boolean;
}

/** W6: `%account[…]%` is known only where there is an account; no other name takes a node. */
function lookUp(scope: Scope, name: string, node: string | undefined): Found | undefined {
  const pairs = node === undefined ? scope.values : name === 'account' ? scope.account : undefined;
  const pair = pairs?.find(([key]) => key === (node ?? name));
  if (pair !== undefined) return { leaf: pair[1], missing: false };
  return pairs !== undefined && node !== undefined ? { leaf: '', missing: true } : undefined;
}
