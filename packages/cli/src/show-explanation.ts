import type { Claim, Explanation } from '@firstring/core';
import { printable } from './printable.js';
import { timeText } from './show-time.js';
import { outline } from './show-value.js';

/** Winner, losers and why, for a person (M10). Secrets come masked from the core (S4). */
export function explanationText({ path, winner, losers, editable }: Extract<Explanation, { readonly found: true }>): string {
  const lines = [
    winner === undefined ? `${printable(path)} is not shown` : `${printable(path)} = ${valueText(winner)}`,
    ...(winner === undefined ? [] : [`  won by   ${originText(winner)}`]),
    ...losers.map((loser) => `  lost     ${valueText(loser)}  (${printable(loser.why)}; ${originText(loser)})`),
    `  editable ${editable.allowed ? 'yes' : `no: ${printable(editable.why)}`}`,
  ];
  return `${lines.join('\n')}\n`;
}

function valueText({ value }: Claim): string {
  return printable(typeof value === 'string' ? `«${value}»` : outline(value));
}

function originText({ layer, source, priority, document, revision, at }: Claim): string {
  const from = source === layer ? layer : `${layer} (source ${source})`;
  const arrived = document === undefined ? '' : `, ${document}${revision === undefined || revision === document ? '' : ` ${revision}`}`;
  return printable(`${from}, priority ${String(priority)}${arrived}${at === undefined ? '' : `, ${timeText(at)}`}`);
}
