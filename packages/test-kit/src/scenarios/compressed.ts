import type { Pairs, ProblemCode } from '@firstring/core';
import { sampleAccount } from '../portal/sample-account.js';
import type { Case } from '../run/case.js';
import { check, equal } from '../run/check.js';
import { gzipBomb, gzipStored } from '../text/gzip.js';
import { utf8 } from '../text/utf8.js';
import { refusalCase } from './refusal.js';
import { accountNode, plan, provision, requestsFor, stage, succeeded } from './stage.js';

const HEADERS: Pairs<string> = [['content-type', 'application/xml'], ['content-encoding', 'gzip']];
const ZIPPED = gzipStored(utf8(sampleAccount()));

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, index) => (index === at ? byte ^ 0xff : byte));
}

/** Browsers look at neither length nor checksum of a gzip member; what is missing then, the document itself shows (D2). */
const DAMAGED: readonly (readonly [title: string, body: Uint8Array, need: string, codes: readonly ProblemCode[]])[] = [
  ['that is none', utf8(sampleAccount()), 'http.gzip', ['answer.encoding']],
  ['whose checksum is wrong', flipped(ZIPPED, ZIPPED.length - 8), 'http.gzip=checked', ['answer.encoding']],
  ['without its end', ZIPPED.slice(0, ZIPPED.length - 9), 'http.gzip=checked', ['answer.encoding', 'answer.cut-off']],
  ['without its checksum', ZIPPED.slice(0, ZIPPED.length - 8), 'http.gzip=checked', ['answer.encoding', 'answer.cut-off']],
  ['without its end, which the platform does not mind', ZIPPED.slice(0, ZIPPED.length - 9), 'http.gzip=unchecked', ['xml.not-well-formed', 'answer.cut-off']],
];

/** Compressed answers: read, refused where damaged, and counted after unfolding. */
export const COMPRESSED: readonly Case[] = [
  {
    id: 'COMPRESSED-001',
    title: 'an account in gzip',
    clauses: ['D6', 'F9'],
    needs: ['http.gzip'],
    run: async (world) => {
      const device = await stage(world);
      await plan(world, 'extprov', { status: 200, headers: HEADERS, body: ZIPPED });
      succeeded(await provision(world, device));
      equal(accountNode(device, 'username'), '1001', 'username');
    },
  },
  ...DAMAGED.map(([title, body, need, codes], at) =>
    refusalCase({
      id: `COMPRESSED-01${at + 1}`,
      title: `gzip ${title}`,
      clauses: ['O9', 'D2'],
      needs: [need],
      document: 'extprov',
      behaviour: { status: 200, headers: HEADERS, body },
      codes,
    }),
  ),
  refusalCase({
    id: 'COMPRESSED-021',
    title: 'a few kilobytes that unfold to megabytes count as megabytes',
    clauses: ['O9', 'F9'],
    needs: ['http.gzip'],
    document: 'extprov',
    behaviour: { status: 200, headers: HEADERS, body: gzipBomb(2_000_000) },
    codes: ['answer.too-large'],
    inspect: (problem, world) => {
      equal(problem.details.limit, 524_288, 'limit');
      check(requestsFor(world, 'extprov').length === 1, 'it was asked for again');
    },
  }),
];
