import type { Transport } from '../portal/exchange.js';
import { sampleAccount } from '../portal/sample-account.js';
import { SAMPLE_USER } from '../portal/sample-app.js';
import type { Case } from '../run/case.js';
import { check, equal } from '../run/check.js';
import { utf8 } from '../text/utf8.js';
import type { World } from '../world/world.js';
import { failed, plan, provision, stage, succeeded } from './stage.js';

/** Every prefix of an account that ends before the last byte of its root's end tag is refused (D2). */
export const TRUNCATION: readonly Case[] = [
  {
    id: 'TRUNCATION-001',
    title: 'an account cut at every byte, its whole length announced',
    clauses: ['D2', 'O9'],
    needs: ['faults.truncate'],
    run: (world) => cutEverywhere(world, (bytes) => ({ fault: { kind: 'close', afterBytes: bytes } }), ['answer.cut-off', 'network.reset']),
  },
  {
    id: 'TRUNCATION-002',
    title: 'an account cut at every byte, without a length: only the document can tell',
    clauses: ['D2', 'O9'],
    needs: ['faults.truncate'],
    run: (world) =>
      cutEverywhere(world, (bytes) => ({ framing: 'close', fault: { kind: 'close', afterBytes: bytes } }), [
        'xml.not-well-formed',
        'xml.encoding',
        'answer.not-a-document',
      ]),
  },
  {
    id: 'TRUNCATION-003',
    title: 'an account cut at every byte by the server itself, the length being that of the rest',
    clauses: ['D2', 'O9'],
    run: (world) => cutEverywhere(world, (bytes) => ({ announcedLength: bytes, fault: { kind: 'close', afterBytes: bytes } }), [
      'xml.not-well-formed',
      'xml.encoding',
      'answer.not-a-document',
    ]),
  },
];

async function cutEverywhere(world: World, transport: (bytes: number) => Transport, codes: readonly string[]): Promise<void> {
  const account = sampleAccount({ title: 'Ž 📞' });
  const whole = utf8(account).length;
  check(account.endsWith('</account>'), 'the sample account ends with more than its root');
  const device = await stage(world, { global: false, users: [{ ...SAMPLE_USER, account }] });
  await world.until(device.provisioner.restored());
  const before = await device.storageDump();
  for (let bytes = 0; bytes < whole; bytes += 1) {
    await plan(world, 'extprov', { transport: transport(bytes) });
    const { code } = failed(await provision(world, device));
    check(codes.includes(code), `cut after ${bytes} bytes: ${code}`);
    world.server.clear();
  }
  equal(device.provisioner.getSnapshot().phase, 'empty', 'phase');
  equal(await device.storageDump(), before, 'storage');
  await plan(world, 'extprov', { transport: transport(whole) });
  succeeded(await provision(world, device));
}
