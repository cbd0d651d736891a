import type { Case } from '../run/case.js';
import { HOST_CONTRACT } from './host.js';
import { HTTP_CONTRACT } from './http.js';
import { SECRETS_CONTRACT } from './secrets.js';
import { STORE_CONTRACT } from './store.js';
import { XML_CONTRACT } from './xml.js';

/** What every port promises, as cases. */
export const CONTRACTS: readonly Case[] = [
  ...HTTP_CONTRACT,
  ...XML_CONTRACT,
  ...STORE_CONTRACT,
  ...SECRETS_CONTRACT,
  ...HOST_CONTRACT,
];
