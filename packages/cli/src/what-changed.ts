import type { DocumentName, State } from '@firstring/core';

const DOCUMENTS: readonly DocumentName[] = ['provisioning', 'theme', 'global_extprov', 'extprov'];

/** What one step of the machine did, in a few words each; nothing where it changed nothing of this. */
export function whatChanged(before: State, after: State): readonly string[] {
  const moved = before.tag === after.tag ? [] : [`${before.tag} → ${after.tag}`];
  return [...moved, ...stepChanges(before, after), ...newWords(factsOf(before), factsOf(after))];
}

function stepChanges(before: State, after: State): readonly string[] {
  const [was, is] = [stepsOf(before), stepsOf(after)];
  if (is === undefined) return [];
  return DOCUMENTS.flatMap((name) => {
    const [old, { status, received }] = [was?.[name] ?? { status: 'waiting', received: 0 }, is[name]];
    if (status !== old.status) return [`${name} ${status}`];
    return received === old.received ? [] : [`${name} ${String(received)} bytes`];
  });
}

function stepsOf(state: State) {
  return 'run' in state ? state.run.steps : undefined;
}

/** What else a reader looks for: problems by their code, the end of a refresh, the profile in use. */
function factsOf(state: State): readonly string[] {
  const { ended, refreshed, blocked } = state;
  const failure = 'failure' in state ? state.failure : undefined;
  const next = 'next' in state ? state.next.number : undefined;
  const inUse = state.tag === 'ready' ? state.generation.number : undefined;
  return [
    ...(ended === undefined ? [] : [`run ${String(ended.run)} ended: ${ended.problem?.code ?? 'done'}`]),
    ...(refreshed === undefined ? [] : [`refresh ${String(refreshed.run)} ended: ${refreshed.problem?.code ?? refreshed.result}`]),
    ...(failure === undefined ? [] : [`problem ${failure.problem.code}${failure.outcome === undefined ? '' : ` (${failure.outcome})`}`]),
    ...(blocked === undefined ? [] : [`saving is blocked: ${blocked.code}`]),
    ...(next === undefined ? [] : [`saves generation ${String(next)}`]),
    ...(inUse === undefined ? [] : [`generation ${String(inUse)} in use`]),
  ];
}

function newWords(before: readonly string[], after: readonly string[]): readonly string[] {
  return after.filter((fact) => !before.includes(fact));
}
