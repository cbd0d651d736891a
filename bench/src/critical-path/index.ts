import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createNodePorts } from '@firstring/adapter-node';
import { engineerSentence } from '@firstring/core';
import { createProvisioner, type Provisioner } from '@firstring/core/driver';
import { SAMPLE_USER } from '@firstring/test-kit';
import { createBareClient } from './bare-client.js';
import { startSlowServers, wavesOf, type SlowServers } from './slow-servers.js';

const ROUNDS = 30;
const COLD_ROUNDS = 7;
/** How much longer than the bare client a whole provisioning may take, saving included. */
const LIMIT = 1.15;

const WAVES = {
  waves: [['provisioning', 'theme'], ['global_extprov'], ['extprov']],
  overlap: [['provisioning', 'theme'], ['extprov', 'global_extprov']],
} as const;

/** Prints the figures; `true` where both ratios are within the limit and every run sent the waves it should. */
export async function reportCriticalPath(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'firstring-bench-'));
  const servers = await startSlowServers();
  const bare = createBareClient(servers);
  console.log(`critical path: 50 ms before each answer, servers in their own process, median of ${String(ROUNDS)} (limit ${String(LIMIT)})`);
  let good = true;
  try {
    for (const order of ['waves', 'overlap'] as const) {
      const provisioner = open(servers, join(folder, order), order === 'overlap');
      const figures = await compare(servers, provisioner, () => bare.run(order), order);
      provisioner.dispose();
      const ratio = figures.sdk / figures.bare;
      good = good && ratio <= LIMIT;
      console.log(`  ${order}: ${ms(figures.sdk)}, bare client ${ms(figures.bare)}, ratio ${ratio.toFixed(3)}`);
    }
    const sequential: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) sequential.push(await time(() => bare.run('sequential')));
    console.log(`  a bare client that asks one after the other: ${ms(median(sequential))}`);
    console.log(`  the command line in a fresh process, first run: ${ms(await coldRun(servers, folder))} (median of ${String(COLD_ROUNDS)})`);
  } finally {
    bare.close();
    servers.close();
    await rm(folder, { recursive: true, force: true });
  }
  return good;
}

/** In turn, so that a machine that slows down slows both. */
async function compare(servers: SlowServers, provisioner: Provisioner, bareRun: () => Promise<void>, order: keyof typeof WAVES): Promise<{ sdk: number; bare: number }> {
  const sdk: number[] = [];
  const bare: number[] = [];
  for (let round = -2; round < ROUNDS; round += 1) {
    const bareMs = await time(bareRun);
    await servers.clear();
    const sdkMs = await time(async () => {
      const result = await provisioner.provision({ cloudId: 'ACME', ...SAMPLE_USER });
      if (!result.ok) throw new Error(`${result.problem.code}: ${engineerSentence(result.problem)}`);
    });
    const waves = wavesOf(await servers.log());
    if (JSON.stringify(waves) !== JSON.stringify(WAVES[order])) throw new Error(`other waves than expected: ${JSON.stringify(waves)}`);
    if (round < 0) continue; // warm-up
    sdk.push(sdkMs);
    bare.push(bareMs);
  }
  return { sdk: median(sdk), bare: median(bare) };
}

function open(servers: SlowServers, stateDir: string, overlap: boolean): Provisioner {
  return createProvisioner({
    app: { name: 'bench', version: '1' },
    portal: servers.portal,
    ports: createNodePorts({ stateDir, keyDir: `${stateDir}-keys` }),
    allowInsecure: 'loopback',
    overlap,
  });
}

async function coldRun(servers: SlowServers, folder: string): Promise<number> {
  const launcher = fileURLToPath(new URL('../../../packages/cli/bin/firstring.js', import.meta.url));
  const times: number[] = [];
  for (let round = 0; round < COLD_ROUNDS; round += 1) {
    const env = { ...process.env, XDG_CONFIG_HOME: join(folder, 'config'), FIRSTRING_PASSWORD: SAMPLE_USER.password };
    const args = [launcher, 'provision', 'alice@ACME', '--portal', servers.portal, '--state', join(folder, `cold-${String(round)}`), '--json'];
    times.push(
      await time(async () => {
        const [exitCode] = (await once(spawn(process.execPath, args, { env, stdio: 'ignore' }), 'close')) as [number | null];
        if (exitCode !== 0) throw new Error(`the command line ended with ${String(exitCode)}; was it built?`);
      }),
    );
  }
  return median(times);
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN;
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}
