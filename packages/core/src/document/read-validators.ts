import { defined } from './defined.js';
import { attributeOf, note, readInteger } from './incoming-node.js';
import { readText, type LocalTexts } from './local-text.js';
import { cleanMessage } from './message.js';
import type { Warning } from './problem.js';
import type { Leaf, Pairs, SafeElement } from './tree.js';
import { VALIDATOR_TYPES, type Validator, type ValidatorType } from './validator.js';
import { trimXmlSpace } from './xml-space.js';

/** More than any account has nodes: a hostile document can't make validation slow. */
const MOST_VALIDATORS = 500;

/** Types that mean nothing without a list, or without a bound. */
const NEED_LIST: readonly ValidatorType[] = ['oneOf', 'endsWith', 'hostOneOf', 'hostEndsWith'];

/**
 * The validators of a portal's account (D5, D9), by the name of the node that each `prop` stands for. Total: an unknown type is
 * a warning, and so is one that lacks what its type needs or comes after 500 others; they check nothing.
 */
export function readValidators(account: SafeElement, warnings: Warning[]): Pairs<readonly Validator[]> {
  const found = new Map<string, Validator[]>();
  let count = 0;
  for (const prop of account.children) {
    const name = prop.name === 'prop' ? attributeOf(prop, 'name') : undefined;
    if (typeof name !== 'string' || name === '') continue;
    for (const child of prop.children) {
      if (child.name !== 'validator') {
        note(warnings, 'document.child-ignored', child.name);
        continue;
      }
      const type = typeOf(child);
      const validator = type === undefined ? undefined : readValidator(type, child);
      count += 1;
      if (type === undefined) note(warnings, 'validator.unknown', name);
      else if (validator === undefined || count > MOST_VALIDATORS) note(warnings, 'validator.ignored', name);
      else found.set(name, [...(found.get(name) ?? []), validator]);
    }
  }
  return [...found];
}

function typeOf(element: SafeElement): ValidatorType | undefined {
  const type = attributeOf(element, 'type');
  return VALIDATOR_TYPES.find((known) => known === type);
}

/** A parameter is an attribute, or a child of that name. */
function parameterOf(element: SafeElement, name: string): string | undefined {
  const value: Leaf | undefined = attributeOf(element, name) ?? element.children.find((child) => child.name === name)?.text;
  return typeof value === 'string' ? value : undefined;
}

function readValidator(type: ValidatorType, element: SafeElement): Validator | undefined {
  const parameter = (name: string): string | undefined => parameterOf(element, name);
  const bound = (name: string): number | undefined => readInteger(parameter(name) ?? '');
  const says = (name: string): true | undefined => (/^(?:1|true|yes|on)$/i.test(trimXmlSpace(parameter(name) ?? '')) ? true : undefined);
  const [min, max] = [bound('min'), bound('max')];
  if ([[min, 'min'] as const, [max, 'max'] as const].some(([read, name]) => read === undefined && parameter(name) !== undefined)) return undefined;
  const list = listOf(type, parameter);
  const prop = parameter('prop');
  if (list === undefined && NEED_LIST.includes(type)) return undefined;
  if (type === 'length' && min === undefined && max === undefined) return undefined;
  if (type === 'sameAsOther' && (prop === undefined || prop === '')) return undefined;
  return defined({
    type,
    min,
    max,
    list,
    prop: prop === '' ? undefined : prop,
    ignoreCase: says('ignoreCase'),
    allowWhitespace: says('allowWhitespace'),
    allowEmpty: /^(?:0|false|no|off)$/i.test(trimXmlSpace(parameter('allowEmpty') ?? '')) ? (false as const) : undefined,
    message: messagesOf(element, 'message'),
    message1: messagesOf(element, 'message1'),
    message2: messagesOf(element, 'message2'),
  });
}

/** `list` is comma-separated (D6), `text` is one entry as it stands. An empty entry would hold for everything. */
function listOf(type: ValidatorType, parameter: (name: string) => string | undefined): readonly string[] | undefined {
  const text = parameter('text');
  const listed = type === 'endsWith' && text !== undefined ? [text] : (parameter('list') ?? text)?.split(',').map(trimXmlSpace);
  const entries = listed?.filter((entry) => entry !== '');
  return entries === undefined || entries.length === 0 ? undefined : entries;
}

/** One message in several languages: elements of that name, or `value` children inside of one (D7, D8). */
function messagesOf(element: SafeElement, name: string): LocalTexts | undefined {
  const messages = element.children.filter((child) => child.name === name);
  const texts = messages
    .flatMap((message) => {
      const values = message.children.filter((child) => child.name === 'value');
      return values.length === 0 ? [message] : values;
    })
    .flatMap(readText)
    .flatMap(([lang, text]): LocalTexts => {
      const clean = cleanMessage(text);
      return clean === undefined ? [] : [[lang, clean]];
    });
  return texts.length === 0 ? undefined : texts;
}
