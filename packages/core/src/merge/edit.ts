import { defined } from '../document/defined.js';
import type { LaterProblemCode } from '../document/later-problem-catalogue.js';
import { refuseLater } from '../document/later-problem.js';
import { accept, type Fault, type Problem, type Result } from '../document/problem.js';
import type { Pairs, Value } from '../document/tree.js';
import { validateAccount } from '../document/validate-account.js';
import { canEdit } from './can-edit.js';
import { USER_PRIORITY, editableLeaf, type Editable } from './editable.js';
import { parseItemPath } from './item-path.js';
import { withLayer, type Layers } from './layer.js';
import { mergeSection } from './merge.js';
import { offersAt, standingOf } from './offers.js';
import { parsePath, type ItemPath } from './path.js';
import type { ProfileValue } from './profile.js';
import { isInClear } from './seal-edit.js';
import { userStamp, withItem, withRemove, withUser, withValue, withoutItem, withoutLeaf } from './user-layer.js';

/** What the user does with a whole item: give it these children, creating it where it is not shown, or delete it (M7). */
export type ItemEdit = { readonly item: Pairs<Value> } | { readonly remove: true };

/** D9 as a function: the faults of a merged account. */
export type CheckAccount = (account: Pairs<ProfileValue>) => readonly Fault[];

const REFUSALS: Readonly<Record<Exclude<Editable, { allowed: true }>['reason'], LaterProblemCode>> = {
  locked: 'edit.locked',
  'read-only': 'edit.read-only',
  hidden: 'edit.hidden',
  unknown: 'edit.unknown',
};

/**
 * Puts a value of the user's at priority 40 into the user's layer (M2), where it stays until {@link revert}, whatever of 40
 * or less the provider sends later, except at 40 itself (M3). A leaf, `account.codecOrder` or `quickDial.reception.uri`,
 * takes a {@link Value}; an item, `quickDial.reception`, an {@link ItemEdit}. A child that is edited does not create its
 * item: it goes when the provider's item goes.
 *
 * Secrets are references: `sealEdit` makes them. `at` is in milliseconds since the epoch. Where nothing changes, the value is
 * `layers` itself. Problems: `edit.locked`, `.read-only`, `.hidden` and `.unknown` as `canEdit` says (M8); `edit.invalid`
 * with the faults that this edit would bring (D9); `edit.in-clear` for a secret that is no reference (S3).
 */
export function edit(layers: Layers, path: string, value: Value | ItemEdit, at: number, check: CheckAccount = validateAccount): Result<Layers> {
  const leaf = parsePath(path);
  const item = parseItemPath(path);
  const answer = canEdit(layers, path);
  if (!answer.allowed) return refusal(leaf?.name ?? item?.section, answer);
  if (isItemEdit(value)) return item === undefined ? refuseLater('edit.unknown') : editItem(layers, item, value, at);
  if (leaf === undefined) return refuseLater('edit.unknown');
  if (isInClear(leaf, value)) return refuseLater('edit.in-clear', { node: leaf.name });
  const stamp = userStamp(layers);
  return checked(layers, withUser(layers, withValue(layers, leaf, value, stamp), stamp, at), leaf.name, check);
}

/**
 * Takes the user's edit of a leaf, or all of an item's with its removal, away: the provider's view of that path comes back
 * (M9). Where there is none, the value is `layers` itself. Problem: `edit.invalid` where the account holds only with it (D9).
 */
export function revert(layers: Layers, path: string, check: CheckAccount = validateAccount): Result<Layers> {
  const leaf = parsePath(path);
  const item = parseItemPath(path);
  const user = leaf !== undefined ? withoutLeaf(layers.user, leaf) : item === undefined ? layers.user : withoutItem(layers.user, item);
  return user === layers.user ? accept(layers) : checked(layers, withLayer(layers, 'user', user), leaf?.name ?? '', check);
}

function isItemEdit(value: Value | ItemEdit): value is ItemEdit {
  return typeof value === 'object' && ('item' in value || 'remove' in value);
}

function editItem(layers: Layers, path: ItemPath, change: ItemEdit, at: number): Result<Layers> {
  const stamp = userStamp(layers);
  if ('remove' in change) {
    const shown = standingOf(layers, path).creator !== undefined;
    return accept(shown ? withUser(layers, withRemove(layers, path, stamp), stamp, at) : layers); // M6: an unknown id is no error
  }
  let next: Layers = { ...layers, user: withItem(layers, path, stamp) };
  const named = new Set<string>();
  for (const [name, value] of change.item) {
    if (named.has(name)) continue; // D1: the first counts
    named.add(name);
    const child = { ...path, name };
    if (isInClear(child, value)) return refuseLater('edit.in-clear', { node: name });
    const answer = editableLeaf(next, child, offersAt(next, child)); // M8: what others hold for the item is shown with it again
    if (!answer.allowed) return refusal(name, answer);
    next = { ...next, user: withValue(next, child, value, stamp) };
  }
  return accept(withUser(layers, next.user, stamp, at));
}

/** Only the faults that an edit brings refuse it (D9): what was wrong before is not its fault. */
function checked(before: Layers, after: Layers, node: string, check: CheckAccount): Result<Layers> {
  if (before.user.account === after.user.account) return accept(after);
  const old = check(mergeSection(before, 'account'));
  const faults = check(mergeSection(after, 'account')).filter((fault) => !old.some((one) => one.node === fault.node && one.rule === fault.rule));
  return faults.length === 0 ? accept(after) : refuseLater('edit.invalid', { node, faults });
}

function refusal(node: string | undefined, { reason, by }: Extract<Editable, { allowed: false }>): { readonly ok: false; readonly problem: Problem } {
  return refuseLater(REFUSALS[reason], defined({ node, cause: by?.source, limit: reason === 'locked' ? USER_PRIORITY : undefined }));
}
