import { formatPath, type Profile, type ProfileItem } from '@firstring/core';
import type { Provisioner, Snapshot } from '@firstring/core/driver';
import type { Paint } from './paint.js';
import { glance, printable } from './printable.js';
import { timeText } from './show-time.js';
import { oneLine } from './show-value.js';

type Row = readonly [label: string, text: string | undefined];

/** Above it, telling sent nodes from built-in ones would take longer than a glance. */
const MOST_COUNTED = 1_000;

/** What this device starts with, before anything is asked of a server. */
export function savedText({ identity, savedAt, profile }: Snapshot): string {
  if (identity === undefined || savedAt === undefined || profile === undefined) return 'Nothing is saved on this device yet.\n';
  const rows: readonly Row[] = [
    ['Signed in', `${identityText(identity)}, since ${timeText(savedAt)}`],
    ['Account', accountNode(profile, 'title')],
    ['SIP', sipText(profile)],
  ];
  return `Saved on this device, and in use until a new sign-in has succeeded:\n${table(rows)}\n`;
}

/** What a person wants to see at a glance. */
export function summaryText(provisioner: Provisioner, stateDir: string, paint: Paint): string {
  const { profile, theme, identity, savedAt, secretLevel } = provisioner.getSnapshot();
  if (profile === undefined || identity === undefined || savedAt === undefined) return '';
  const rows: readonly Row[] = [
    ['Signed in', identityText(identity)],
    ['Account', accountNode(profile, 'title')],
    ['SIP', sipText(profile)],
    ['Password', accountNode(profile, 'password')],
    ['Codecs', accountNode(profile, 'codecOrder')],
    ['Theme', theme === undefined ? undefined : `${theme.name}, primary ${theme.critical.primary}`],
    ['Quick dials', items(profile.quickDial)],
    ['Dial actions', items(profile.dialActions)],
    ['Nodes', countText(provisioner, profile)],
    ['Preferences', profile.prefKeys.map(([name, value]) => `${name}=${oneLine(value)}`).join(', ')],
    ['Secrets', `${secretLevel} on this device`],
    ['Saved', timeText(savedAt)],
  ];
  const place = `  ${'State'.padEnd(LABEL_WIDTH)} ${printable(stateDir)}`; // never cut: it is for copying
  return `${paint.good('✓')} Ready\n${table(rows)}\n${place}\n\n  Why is it so? firstring explain account.codecOrder\n`;
}

const LABEL_WIDTH = 13;

function table(rows: readonly Row[]): string {
  const lines = rows.flatMap(([label, text]) => (text === undefined || text === '' ? [] : [`  ${label.padEnd(LABEL_WIDTH)} ${glance(text)}`]));
  return lines.join('\n');
}

function identityText({ cloudId, username }: NonNullable<Snapshot['identity']>): string {
  return username === undefined ? cloudId : `${username}@${cloudId}`;
}

function sipText(profile: Profile): string {
  const node = (name: string): string => accountNode(profile, name) ?? '';
  return `${node('username')}@${node('host')}, ${accountNode(profile, 'transport') ?? 'udp'}`;
}

function accountNode({ account }: Profile, name: string): string | undefined {
  const value = account.find(([node]) => node === name)?.[1];
  const text = value === undefined ? '' : oneLine(value);
  return text === '' ? undefined : text;
}

function items(list: readonly ProfileItem[]): string {
  return list.map((item) => item.id).join(', ');
}

function countText(provisioner: Provisioner, { account }: Profile): string {
  if (account.length > MOST_COUNTED) return String(account.length);
  const sent = account.filter(([name]) => isSent(provisioner, formatPath({ section: 'account', name })));
  return `${String(sent.length)} sent by servers, ${String(account.length - sent.length)} built-in defaults`;
}

/** Whether a server said so, rather than the defaults that are built in. */
function isSent(provisioner: Provisioner, path: string): boolean {
  const explanation = provisioner.explain(path);
  return explanation.found && explanation.winner?.layer !== 'defaults';
}
