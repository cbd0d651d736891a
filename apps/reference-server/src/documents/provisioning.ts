import { collectionNodes, type Collections } from './collections.js';
import { node, writeXml, type XmlNode } from './xml.js';

/** A web service as the portal defines it (W1). Templates hold placeholders (W5), never anybody's credentials (F2). */
export interface ServiceTemplate {
  readonly prefix: 'initialGlobalProvisioning' | 'InitialProvisioning';
  readonly url: string;
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly postData?: string;
  readonly contentType?: string;
  readonly timeoutSeconds?: number;
}

/** An account default with its bounds (D5, D9). */
export interface NumericDefault {
  readonly name: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly message: string;
}

/** The portal's document (D3), for everybody the same (P2). */
export interface ProvisioningDocument extends Collections {
  readonly prefKeys: readonly (readonly [name: string, value: string])[];
  readonly services: readonly ServiceTemplate[];
  /** Plain account defaults of the portal's layer (D5). */
  readonly account: readonly (readonly [name: string, value: string])[];
  readonly numericAccount?: readonly NumericDefault[];
}

/** @param revision `epoch.revision` (P4). */
export function provisioningXml(document: ProvisioningDocument, revision: string): Buffer {
  const account = [
    ...document.account.map(([name, value]) => node(name, value)),
    ...(document.numericAccount ?? []).map(numericNode),
  ];
  return writeXml(
    node(
      'provisioning',
      [
        node('prefKeys', document.prefKeys.map(([name, value]) => node('prop', '', { name, default: value }))),
        ...document.services.flatMap(serviceNodes),
        node('account', account),
        ...collectionNodes(document),
      ],
      { revision },
    ),
  );
}

function serviceNodes({ prefix, url, method, postData, contentType, timeoutSeconds }: ServiceTemplate): readonly XmlNode[] {
  const keys: readonly (readonly [suffix: string, value: string | undefined])[] = [
    ['Url', url],
    ['Method', method],
    ['ContentType', contentType],
    ['PostData', postData],
    ['Timeout', timeoutSeconds?.toString()],
  ];
  return keys.flatMap(([suffix, value]) => (value === undefined ? [] : [node(`${prefix}${suffix}`, value)]));
}

function numericNode({ name, value, min, max, message }: NumericDefault): XmlNode {
  const validator = node('validator', [node('message', message)], { type: 'numeric', min: String(min), max: String(max) });
  return node('prop', [validator], { name, default: String(value) });
}
