import { collectionNodes, type Collections } from './collections.js';
import { node, writeXml } from './xml.js';

/** The global document (D7): quick dials and dial actions, for every user of a provider the same. */
export function globalXml(collections: Collections): Buffer {
  return writeXml(node('reply', collectionNodes(collections)));
}
