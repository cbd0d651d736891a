import { defined } from '../../src/document/defined.js';
import { problem } from '../../src/document/problem.js';
import type { Pairs } from '../../src/document/tree.js';
import { referencesIn } from '../../src/driver/vault.js';
import type { Command } from '../../src/machine/command.js';
import { encodeGeneration } from '../../src/store/text.js';
import type { Generation } from '../../src/store/generation.js';
import type { StoredGeneration } from '../../src/store/stored.js';
import type { Answer } from './answers.js';
import { contentOf, digestOf } from './documents.js';
import { opened, sealedOf } from './envelope.js';
import { NOW, type Fact, type Instance, type Kept, type Pending, type Seen, type Step, type World } from './world.js';
import { withFailedStart } from './start-seen.js';
import { witness } from './witness.js';

/** Tells one process one fact, and all that follows at once; what was seen is added to `seen`. */
export interface Acting {
  readonly tell: (world: World, index: number, fact: Fact, answer?: Answer) => World;
  readonly seen: Seen[];
}

/** Carries out commands as the driver does: reading and filling at once, the rest waits for its answer. */
export function acting(step: Step): Acting {
  const seen: Seen[] = [];
  const tell = (world: World, index: number, fact: Fact, answer?: Answer): World => {
    const instance = at(world, index);
    const event = { ...fact, at: NOW };
    const [state, commands] = step(instance.state, event);
    let next = withInstance(world, index, { ...instance, state });
    const follows: (readonly [Fact, Answer | undefined])[] = [];
    for (const command of commands) next = carryOut(next, index, command, answer, (told, about) => follows.push([told, about]));
    next = withInstance(next, index, { ...at(next, index), witness: witness(instance, event, state, answer) });
    if (event.type === 'trial.judged') next = withFailedStart(next, instance.witness.start, at(next, index).witness.start);
    seen.push({ instance: index, event, before: world, from: instance.state, to: state, commands, after: next });
    for (const [told, about] of follows) next = tell(next, index, told, about);
    return next;
  };
  return { tell, seen };
}

function carryOut(world: World, index: number, command: Command, answer: Answer | undefined, then: (fact: Fact, answer?: Answer) => void): World {
  switch (command.type) {
    case 'http.send': {
      const { id, target, validators } = command;
      const service = target.to === 'portal' ? 'portal' : typeof target.service.url === 'string' ? target.service.url : '';
      return asked(world, index, { kind: 'http', id, document: target.document, validators: validators !== undefined, service });
    }
    case 'http.abort':
      return answeredBy(world, index, (one) => one.kind === 'http' && one.id === command.id);
    case 'document.read':
      return read(world, index, command, answer, then);
    case 'account.fill':
      then({ type: 'account.filled', id: command.id, nodes: command.nodes });
      return world;
    case 'store.load':
      return asked(world, index, { kind: 'load' });
    case 'secrets.open':
      return asked(world, index, { kind: 'open', sealed: command.sealed });
    case 'store.commit':
      return asked(world, index, { kind: 'commit', generation: command.generation, expected: command.expected });
    case 'book.save':
      return { ...world, store: { ...world.store, book: command.book } };
    case 'store.forget':
      return asked(world, index, { kind: 'forget' });
  }
}

function read(world: World, index: number, { id, as, unless }: Command & { readonly type: 'document.read' }, answer: Answer | undefined, then: (fact: Fact, answer?: Answer) => void): World {
  if (as === 'error') {
    then({ type: 'document.read', id, content: { kind: 'message' }, digest: '' });
    return world;
  }
  if (answer?.kind !== 'document') {
    then({ type: 'document.refused', id, problem: problem(answer?.kind === 'unreadable' ? answer.code : 'xml.not-well-formed', { document: as }) });
    return world;
  }
  const digest = digestOf(as, answer.variant);
  if (digest === unless) {
    then({ type: 'document.unchanged', id }, answer);
    return world;
  }
  let next = world;
  const content = contentOf(as, answer.variant, (value) => {
    const [kept, reference] = keep(next, index, value);
    next = kept;
    return reference;
  });
  then({ type: 'document.read', id, content, digest }, answer);
  return next;
}

/** The reference of a secret: an equal value has the one it already has (S3). */
export function keep(world: World, index: number, value: string): readonly [World, string] {
  const instance = at(world, index);
  const known = instance.vault.find(([, one]) => one === value);
  if (known !== undefined) return [world, known[0]];
  const reference = `s${world.references}`;
  return [{ ...withInstance(world, index, { ...instance, vault: [...instance.vault, [reference, value]] }), references: world.references + 1 }, reference];
}

export function at(world: World, index: number): Instance {
  const instance = world.instances[index];
  if (instance === undefined) throw new Error('no such instance');
  return instance;
}

export function withInstance(world: World, index: number, instance: Instance): World {
  return { ...world, instances: world.instances.map((one, i) => (i === index ? instance : one)) };
}

function asked(world: World, index: number, pending: Pending): World {
  const instance = at(world, index);
  return withInstance(world, index, { ...instance, pending: [...instance.pending, pending] });
}

/** It is awaited no more. */
export function answeredBy(world: World, index: number, which: (one: Pending) => boolean): World {
  const instance = at(world, index);
  const place = instance.pending.findIndex(which);
  return place < 0 ? world : withInstance(world, index, { ...instance, pending: instance.pending.filter((_, i) => i !== place) });
}

/** More than the commits of any path, so that a window that was slow still finds what it uses. */
const MOST_HISTORY = 16;

/** One atomic flip: the newest is compared, the one before is kept (S1, S6). `undefined`: another process was faster. */
export function committed(world: World, index: number, generation: Generation, expected: number | undefined): World | undefined {
  const { store } = world;
  if (store.generations[0]?.generation.number !== expected) return undefined;
  const used = referencesIn(generation);
  const values = at(world, index).vault.filter(([reference]) => used.has(reference));
  const left = generation.profile === undefined && (store.left === true || at(world, index).witness.leaving !== undefined) ? true : undefined;
  const kept: Kept = defined({ generation, sealed: values.length === 0 ? undefined : sealedOf(values) });
  return { ...world, store: defined({ ...store, left, generations: [kept, ...store.generations].slice(0, 2), history: [generation, ...store.history].slice(0, MOST_HISTORY) }) };
}

const TEXTS = new WeakMap<Generation, Map<string | undefined, StoredGeneration>>();

/** As the store gives it back. */
export function textOf({ generation, sealed, damaged }: Kept): StoredGeneration {
  const known = TEXTS.get(generation) ?? new Map<string | undefined, StoredGeneration>();
  TEXTS.set(generation, known);
  const text = known.get(sealed) ?? encodeGeneration(generation, sealed);
  known.set(sealed, text);
  return damaged === true ? { ...text, text: text.text.slice(0, -1) } : text;
}

/** The driver puts back what was sealed; what was kept meanwhile stays. */
export function restored(vault: Pairs<string>, sealed: string): Pairs<string> {
  return [...vault, ...opened(sealed).filter(([reference]) => !vault.some(([one]) => one === reference))];
}
