import { createXmlPort } from '@firstring/core/xml';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Refusal } from '../http/refusal.js';

/** What a service definition sends (W1), in whatever form it chose. `installid` is not asked for and not kept. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

const CREDENTIALS = z.object({ username: z.string().max(256), password: z.string().max(1024) });

const INCOMPLETE: Refusal = { status: 400, message: 'A user name and a password are needed.' };
const UNREADABLE: Refusal = { status: 400, message: 'This sign-in can not be read.' };
const UNKNOWN_TYPE: Refusal = { status: 415, message: 'This kind of content is not accepted here.' };

/** Field names with their values, or why there are none. A field that comes twice belongs to nobody. */
type Fields = readonly (readonly [name: string, value: unknown])[] | Refusal;

/** Reads username and password from the query of a GET, else from a form, JSON or XML body (W3, W8). */
export function readCredentials(request: Pick<FastifyRequest, 'method' | 'url' | 'headers' | 'body'>): Credentials | Refusal {
  const fields = request.method === 'GET' ? queryFields(request.url) : bodyFields(request.headers['content-type'], request.body);
  if ('status' in fields) return fields;
  const only = (name: string): unknown => {
    const values = fields.filter(([field]) => field === name);
    return values.length === 1 ? values[0]?.[1] : undefined;
  };
  const read = CREDENTIALS.safeParse({ username: only('username'), password: only('password') });
  return read.success ? read.data : INCOMPLETE;
}

function queryFields(url: string): Fields {
  const query = url.indexOf('?');
  return query === -1 ? [] : formFields(url.slice(query + 1));
}

function bodyFields(contentType: string | undefined, body: unknown): Fields {
  if (!Buffer.isBuffer(body)) return INCOMPLETE;
  const type = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/x-www-form-urlencoded') return formFields(body.toString('utf8'));
  if (/[/+]json$/.test(type)) return jsonFields(body);
  if (/[/+]xml$/.test(type)) return xmlFields(body);
  return UNKNOWN_TYPE;
}

function formFields(text: string): Fields {
  return [...new URLSearchParams(text)];
}

function jsonFields(body: Buffer): Fields {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : INCOMPLETE;
  } catch {
    return UNREADABLE;
  }
}

/** A root of any name, a child for each field. */
function xmlFields(body: Buffer): Fields {
  const reading = createXmlPort().read(body, { depth: 4, nodes: 32, attributes: 8 });
  return reading.ok ? reading.root.children.map(({ name, text }) => [name, text] as const) : UNREADABLE;
}
