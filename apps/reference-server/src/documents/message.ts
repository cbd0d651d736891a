import { node, writeXml } from './xml.js';

/** The body of an answer that is no document: one sentence for the person (D8). */
export function messageXml(message: string): Buffer {
  return writeXml(node('error', [node('message', message)]));
}
