import { describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import type { State } from '../../src/machine/state.js';
import { step } from '../../src/machine/step.js';
import { stepWith } from '../../src/machine/step-with.js';
import { createRecorder, readTrace, replay, type RecordedStep, type Recorder, type Trace, type TraceRecorder } from '../../src/trace/index.js';
import { traceChecksum } from '../../src/trace/trace.js';
import { Machine } from '../machine/drive.js';
import { ACCOUNT_PASSWORD, quiet, rig } from '../driver/rig.js';

const ALICE = { cloudId: 'ACME', username: 'alice', password: 'pa55-Word!' };

function traceOf(recorder: TraceRecorder): Trace {
  const read = readTrace(JSON.stringify(recorder.trace()));
  if (!read.ok) throw new Error(read.problem.code);
  return read.value;
}

async function signIn(recorder: Recorder, documents: { readonly provisioning?: string; readonly account?: string } = {}): Promise<State['tag']> {
  const { provisioner } = rig({ options: { recorder }, documents });
  const running = provisioner.provision(ALICE);
  await quiet();
  await running;
  return provisioner.getSnapshot().phase;
}

describe('S4: a provisioner is recorded', () => {
  test('F6: its trace goes through JSON and replays to the states that there were, without a secret and without a name', async () => {
    const seen: RecordedStep[] = [];
    const recorder = createRecorder();
    const both: Recorder = { record: (step) => (seen.push(step), recorder.record(step)) };
    expect(await signIn(both)).toBe('ready');
    const trace = traceOf(recorder);
    expect(trace).toMatchObject({ format: 'firstring-trace', version: 1, core: manifest.version, dropped: 0 });
    const steps = replay(trace);
    expect(steps.map(({ event }) => event.type)).toEqual(seen.map(({ event }) => event.type));
    expect(steps.map(({ after }) => after.tag)).toEqual(seen.map(({ after }) => after.tag));
    expect(steps.every(({ matches, given }) => matches && !given)).toBe(true);
    expect(steps.map(({ commands }) => commands.map(({ type }) => type))).toEqual(seen.map(({ commands }) => commands.map(({ type }) => type)));
    const text = JSON.stringify(trace);
    for (const secret of [ALICE.password, ACCOUNT_PASSWORD, 'alice']) expect(text).not.toContain(secret);
    expect(trace.steps.some(({ early }) => early === true)).toBe(trace.steps[0]?.early === true);
  });

  test('D9: where a masked text decides, the state is given, and the replay goes on from there', async () => {
    const ends = '<p><prefKeys/><account><prop name="username"><validator type="endsWith" list="@acme.example"/></prop></account><InitialProvisioningUrl>https://prov.example/a?u=%username%</InitialProvisioningUrl></p>';
    const account = '<account><title>A</title><username>alice@acme.example</username><host>h.example</host></account>';
    const recorder = createRecorder();
    expect(await signIn(recorder, { provisioning: ends, account })).toBe('ready');
    const steps = replay(traceOf(recorder));
    expect(steps.filter(({ given }) => given).map(({ event, after }) => [event.type, after.tag])).toEqual([['document.read', 'saving']]);
    expect(steps.every(({ matches }) => matches)).toBe(true);
    expect(steps.at(-1)?.after.tag).toBe('ready');
    expect(JSON.stringify(traceOf(recorder))).not.toContain('alice');
  });

  test('F5: what happened before the code of runs was there is replayed without it', () => {
    const machine = new Machine().fresh().submit();
    const event = { type: 'http.progressed', id: machine.request('provisioning'), received: 5, at: machine.at } as const;
    const [after, commands] = stepWith(() => undefined)(machine.state, event);
    expect(after).toBe(machine.state);
    expect(step(machine.state, event)[0]).not.toEqual(after);
    const recorder = createRecorder();
    recorder.record({ before: machine.state, event, after, commands, early: true });
    expect(replay(traceOf(recorder))).toMatchObject([{ matches: true, given: false, after: { run: { steps: { provisioning: { received: 0 } } } } }]);
  });

  test('before the first event there is none', () => {
    expect(createRecorder().trace()).toBeUndefined();
  });
});

describe('F9: what is kept is bounded', () => {
  async function steps(): Promise<readonly RecordedStep[]> {
    const seen: RecordedStep[] = [];
    const recorder: Recorder = { record: (step) => void seen.push(step) };
    expect(await signIn(recorder)).toBe('ready');
    return seen;
  }

  test.each([[{ maxEvents: 8 }], [{ maxBytes: 1_500 }]])('%o: the older half goes, and the trace starts from the state after it', async (options) => {
    const seen = await steps();
    const recorder = createRecorder(options);
    for (const [at, step] of seen.entries()) {
      recorder.record(step);
      const trace = traceOf(recorder);
      expect(trace.dropped + trace.steps.length).toBe(at + 1);
      if ('maxEvents' in options) expect(trace.steps.length).toBeLessThanOrEqual(8);
      const replayed = replay(trace);
      expect(replayed.every(({ matches, given }) => matches && !given)).toBe(true);
      expect(replayed.at(-1)?.after.tag).toBe(step.after.tag);
    }
    expect(traceOf(recorder).dropped).toBeGreaterThan(0);
  });

  test('F10: another provisioner begins anew', async () => {
    const seen = await steps();
    const recorder = createRecorder();
    for (const step of [...seen, ...seen.slice(0, 3)]) recorder.record(step);
    expect(traceOf(recorder)).toMatchObject({ dropped: 0, steps: { length: 3 } });
  });
});

describe('S5: reading one', () => {
  const code = (text: string): string | undefined => {
    const read = readTrace(text);
    return read.ok ? undefined : read.problem.code;
  };

  test('what is none, newer or damaged is refused with its code', async () => {
    const recorder = createRecorder();
    await signIn(recorder);
    const trace = traceOf(recorder);
    const text = JSON.stringify(trace);
    expect([code(''), code('null'), code('[1]'), code('{"format":"other"}'), code('<x/>')]).toEqual(Array(5).fill('trace.not-a-trace'));
    expect(code(JSON.stringify({ ...trace, version: 2 }))).toBe('trace.newer-version');
    for (let end = 60; end < text.length; end += 997) expect(code(text.slice(0, end))).toBe('trace.damaged');
    for (const damage of [{ steps: trace.steps.slice(1) }, { steps: 'x' }, { start: {} }, { checksum: '' }, { dropped: 1 }]) expect(code(JSON.stringify({ ...trace, ...damage }))).toBe('trace.damaged');
    for (const event of [null, {}, { type: 'clock.reached' }, 'x']) {
      const forged = { ...trace, steps: [{ event, after: '' }] } as never;
      expect(code(JSON.stringify({ ...trace, steps: [{ event, after: '' }], checksum: traceChecksum(forged) }))).toBe('trace.damaged');
    }
    expect(code(JSON.stringify(trace, null, 2))).toBeUndefined();
  });
});

describe('F8: replaying what did not happen', () => {
  async function recorded(): Promise<Trace> {
    const recorder = createRecorder();
    await signIn(recorder);
    return traceOf(recorder);
  }

  test('another state, other commands and a forged state are told step by step', async () => {
    const trace = await recorded();
    const changed = (at: number, change: object): Trace => ({ ...trace, steps: trace.steps.map((step, each) => (each === at ? { ...step, ...change } : step)) });
    const bad = (of: Trace): readonly number[] => replay(of).flatMap(({ matches }, at) => (matches ? [] : [at]));
    expect(bad(trace)).toEqual([]);
    expect(bad(changed(2, { after: '0'.repeat(16) }))).toEqual([2]);
    expect(bad(changed(2, { commands: ['http.send 99'] }))).toEqual([2]);
    expect(bad(changed(0, { event: { type: 'clock.reached', at: 1 } })).slice(0, 2)).toEqual([0, 1]);
    const forged = replay({ ...trace, start: { tag: 'running' } as never });
    expect(forged.map(({ matches }) => matches)).toEqual([false]);
  });

  test('F8: the same trace gives the same steps', async () => {
    const trace = await recorded();
    expect(replay(trace)).toEqual(replay(trace));
  });
});
