import type { DocumentName } from '@firstring/core';
import type { Case } from '../run/case.js';
import { check, equal, present } from '../run/check.js';
import { utf8 } from '../text/utf8.js';
import { checkSentences, DOCUMENTS, failed, PROMPT_MS, provision, requestsFor, stage } from './stage.js';
import { refusalCase, type Refusal } from './refusal.js';

type Row = Omit<Refusal, 'id'>;

/** Short deadlines, so that real time stays short too. */
const IMPATIENT = { limits: { requestMs: 300 } } as const;

const CAPS: readonly (readonly [DocumentName, number])[] = [
  ['provisioning', 1_048_576],
  ['theme', 262_144],
  ['global_extprov', 524_288],
  ['extprov', 524_288],
];

const ROWS: readonly Row[] = [
  // O3
  {
    title: 'the portal refuses connections',
    clauses: ['O3'],
    needs: ['faults.refuse'],
    document: 'provisioning',
    either: 'theme',
    codes: ['network.refused'],
    requests: 0,
    prepare: (world) => world.server.change((state) => ({ ...state, refusing: ['portal'] })),
  },
  {
    title: 'the provider refuses connections',
    clauses: ['O3'],
    needs: ['faults.refuse'],
    document: 'global_extprov',
    codes: ['network.refused'],
    requests: 0,
    prepare: (world) => world.server.change((state) => ({ ...state, refusing: ['provider'] })),
  },
  {
    title: 'the host name does not exist',
    clauses: ['O3'],
    needs: ['faults.dns'],
    document: 'global_extprov',
    codes: ['network.dns'],
    requests: 0,
    app: { serviceKeys: [['initialGlobalProvisioningUrl', 'https://nowhere.example/global']] },
  },
  ...DOCUMENTS.map((document): Row => ({
    title: 'reset before the answer',
    clauses: ['O3', 'R6'],
    needs: ['faults.reset'],
    document,
    behaviour: { transport: { latencyMs: 20, fault: { kind: 'reset' } } },
    codes: ['network.reset'],
    resent: true,
  })),
  {
    title: 'reset inside the body',
    clauses: ['O3', 'O9', 'R6'],
    needs: ['faults.reset'],
    document: 'extprov',
    behaviour: { transport: { fault: { kind: 'reset', afterBytes: 50 } } },
    codes: ['network.reset', 'answer.cut-off'],
  },
  {
    title: 'closed before the answer',
    clauses: ['O3', 'R6'],
    needs: ['faults.truncate'],
    document: 'extprov',
    behaviour: { transport: { latencyMs: 20, fault: { kind: 'close' } } },
    codes: ['network.reset', 'answer.cut-off'],
    resent: true,
  },
  // O4
  ...DOCUMENTS.map((document): Row => ({
    title: 'silence before the answer',
    clauses: ['O4', 'F9'],
    document,
    behaviour: { transport: { fault: { kind: 'hang' } } },
    codes: ['network.timeout'],
    device: IMPATIENT,
  })),
  {
    title: 'silence inside the body',
    clauses: ['O4', 'F9'],
    document: 'extprov',
    behaviour: { transport: { fault: { kind: 'hang', afterBytes: 50 } } },
    codes: ['network.timeout'],
    device: IMPATIENT,
  },
  {
    title: 'a byte now and then, past the deadline',
    clauses: ['O4', 'F9'],
    document: 'extprov',
    behaviour: { transport: { drip: { bytes: 1, everyMs: 20 } } },
    codes: ['network.timeout'],
    device: IMPATIENT,
  },
  {
    title: 'fewer bytes than announced, then silence',
    clauses: ['O4', 'O9'],
    document: 'extprov',
    behaviour: { transport: { announcedLength: 100_000 } },
    codes: ['network.timeout'],
    device: IMPATIENT,
  },
  {
    title: 'the whole run takes too long',
    clauses: ['F9'],
    document: 'extprov',
    behaviour: { transport: { fault: { kind: 'hang' } } },
    codes: ['run.too-long'],
    device: { limits: { requestMs: 5000, runMs: 400 } },
  },
  // O9
  ...CAPS.map(([document, cap]): Row => ({
    title: `more than ${cap} bytes`,
    clauses: ['O9', 'F9'],
    document,
    behaviour: { status: 200, body: utf8(`<account><title>${'x'.repeat(cap)}</title></account>`) },
    codes: ['answer.too-large'],
    inspect: (problem) => {
      equal(problem.details.limit, cap, 'limit');
    },
  })),
  {
    title: 'too many bytes in chunks without an end',
    clauses: ['O9', 'F9'],
    document: 'extprov',
    behaviour: { status: 200, body: utf8('x'.repeat(4_000_000)), transport: { framing: 'chunked', drip: { bytes: 100_000, everyMs: 5 } } },
    codes: ['answer.too-large'],
    inspect: (_problem, world) => {
      check(requestsFor(world, 'extprov')[0]?.end?.how !== 'answered', 'the rest was read too');
    },
  },
  ...(['br-unknown', 'gzip, gzip'] as const).map((encoding): Row => ({
    title: `content encoding ${encoding}`,
    clauses: ['O9'],
    needs: ['http.encodings-checked'],
    document: 'extprov',
    behaviour: { status: 200, headers: [['content-type', 'application/xml'], ['content-encoding', encoding]], body: '<account/>' },
    codes: ['answer.encoding'],
  })),
  {
    title: 'chunks that end too early',
    clauses: ['O9'],
    needs: ['faults.truncate'],
    document: 'extprov',
    behaviour: { transport: { framing: 'chunked', fault: { kind: 'close', afterBytes: 80 } } },
    codes: ['answer.cut-off', 'network.reset'],
  },
];

/** What a network does to an answer: a first run ends, says why, and saves nothing. */
export const BROKEN_CONNECTIONS: readonly Case[] = [
  ...ROWS.map((row, at) => refusalCase({ ...row, id: `BROKEN-${String(at + 1).padStart(3, '0')}` })),
  {
    id: 'BROKEN-101',
    title: 'a device that knows it is offline says so at once, keeps the input, and begins again by itself',
    clauses: ['O3', 'F11'],
    needs: ['host.online-switch'],
    run: async (world) => {
      const device = await stage(world);
      await world.until(device.provisioner.restored());
      await present(device.setOnline, 'setOnline')(false);
      const before = world.now();
      const problem = failed(await provision(world, device));
      equal(problem.code, 'network.offline', 'problem');
      checkSentences(problem);
      check(world.now() - before < PROMPT_MS, 'it took long to say so');
      equal(device.provisioner.getSnapshot().form?.passwordKept, true, 'the password is kept');
      await present(device.setOnline, 'setOnline')(true); // before the log: a world in a page needs the network to read it
      await world.when(() => device.provisioner.getSnapshot().phase === 'ready', 'the run to begin again by itself');
      for (const document of DOCUMENTS) equal(requestsFor(world, document).length, 1, `requests for ${document}`);
    },
  },
];
