import type { ReplayedStep, Trace } from '@firstring/core/trace';
import type { Paint } from './paint.js';
import { printable } from './printable.js';
import { timeText } from './show-time.js';
import { whatChanged } from './what-changed.js';

/** A trace step by step, for a person. */
export function replayText(trace: Trace, steps: readonly ReplayedStep[], paint: Paint): string {
  const from = steps[0]?.at ?? 0;
  const width = Math.max(0, ...steps.map(({ event }) => event.type.length));
  return [...headOf(trace, from), '', ...steps.flatMap((step) => linesOf(step, from, width, paint)), '', endOf(trace, steps, paint), ''].join('\n');
}

function headOf({ core, dropped, start, steps }: Trace, from: number): readonly string[] {
  const { app, device, portal } = start.settings;
  return [
    `${app.name} ${app.version} on ${device.platform} ${device.platformVersion}, ${portal}`,
    `${String(steps.length)} events from ${timeText(from)}, recorded by @firstring/core ${core}${dropped === 0 ? '' : `; ${String(dropped)} before them were not kept`}`,
    'Names, numbers and sentences are pseudonyms: the same text has the same one.',
  ].map(printable);
}

function linesOf({ at, event, before, after, commands, matches, given }: ReplayedStep, from: number, width: number, paint: Paint): readonly string[] {
  const mark = matches ? ' ' : paint.bad('✗');
  const about = aboutEvent(event);
  const changes = whatChanged(before, after);
  const first = `${mark} ${offsetText(at - from).padStart(12)}  ${printable(event.type).padEnd(width)} ${printable(about).padEnd(7)} ${printable(changes.join('; ')) || paint.faint('–')}`;
  const indent = ' '.repeat(16);
  return [
    first,
    ...(commands.length === 0 ? [] : [paint.faint(`${indent}asks for ${printable(commands.map(commandText).join(', '))}`)]),
    ...(given ? [paint.warning(`${indent}a text that is masked decided here; the state is the recorded one`)] : []),
    ...(matches ? [] : [paint.bad(`${indent}this is not what was recorded`)]),
  ];
}

/** Which request it is about, and what came of that: its status, a reason, a problem's code. */
function aboutEvent(event: ReplayedStep['event']): string {
  const id = 'id' in event ? [`#${String(event.id)}`] : [];
  const status = 'status' in event ? [String(event.status)] : 'reason' in event ? [event.reason] : [];
  const problem = 'problem' in event ? [event.problem.code] : 'trouble' in event ? [event.trouble.reason] : [];
  return [...id, ...status, ...problem].join(' ');
}

function commandText(command: ReplayedStep['commands'][number]): string {
  switch (command.type) {
    case 'http.send':
      return `http.send #${String(command.id)} (${command.target.document})`;
    case 'document.read':
      return `document.read #${String(command.id)} (as ${command.as})`;
    case 'store.commit':
      return `store.commit (generation ${String(command.generation.number)})`;
    default:
      return 'id' in command ? `${command.type} #${String(command.id)}` : command.type;
  }
}

/** Seconds since the first event: `+0.250 s`. */
function offsetText(ms: number): string {
  return `${ms < 0 ? '-' : '+'}${(Math.abs(ms) / 1000).toFixed(3)} s`;
}

function endOf({ steps: all }: Trace, steps: readonly ReplayedStep[], paint: Paint): string {
  const bad = steps.filter(({ matches }) => !matches).length + all.length - steps.length;
  const given = steps.filter((step) => step.given).length;
  const masked = given === 0 ? '' : ` At ${String(given)} of them a masked text decided.`;
  return bad === 0 ? `${paint.good('✓')} ${String(steps.length)} steps, all as they were recorded.${masked}` : `${paint.bad('✗')} ${String(bad)} of ${String(all.length)} steps are not as they were recorded.${masked}`;
}
