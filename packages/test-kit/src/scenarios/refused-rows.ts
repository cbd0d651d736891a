import { xmlDocument, xmlElement } from '../portal/xml.js';
import type { Case } from '../run/case.js';
import { refusalCase, type Refusal } from './refusal.js';

/** What a provider says to the person (D8), and the document that says it. */
export const SENTENCE = 'Come back on Monday.';
export const MESSAGE: string = xmlDocument(xmlElement('error', [xmlElement('message', SENTENCE)]));

/** Web pages of somebody in between (O7); the second is well-formed XML. */
export const PAGE = '<!DOCTYPE html><html><head><title>Hotel</title></head><body><form>Room number</form></body></html>';
export const XHTML = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Hotel</title></head><body/></html>';

/** A refusal before it has its id. */
export type Row = Omit<Refusal, 'id'>;

export function each<T>(values: readonly T[], row: (value: T) => Row): readonly Row[] {
  return values.map(row);
}

/** Cases with an id by their place in the group. */
export function numbered(group: string, rows: readonly Row[]): readonly Case[] {
  return rows.map((row, at) => refusalCase({ ...row, id: `REFUSED-${group}-${String(at + 1).padStart(2, '0')}` }));
}
