import { editableLeaf, unlessLocked, USER_PRIORITY, type Editable } from './editable.js';
import type { Layers } from './layer.js';
import { parseItemPath } from './item-path.js';
import { offersAt, standingOf } from './offers.js';
import { parsePath, type ItemPath } from './path.js';
import { nameOf, provenance } from './provenance.js';

const UNKNOWN: Editable = { allowed: false, reason: 'unknown', why: 'it is no place in a profile' };

/**
 * Whether the user may edit what stands at a path, or why not (M8): a leaf such as `account.codecOrder` or
 * `quickDial.reception.displayName`, or a whole item, `quickDial.reception`, to create or to remove it. Of a leaf that the
 * layers hold, it says what `explain` says. A leaf that nobody has set yet may be set.
 */
export function canEdit(layers: Layers, path: string): Editable {
  const leaf = parsePath(path);
  if (leaf !== undefined) return editableLeaf(layers, leaf, offersAt(layers, leaf));
  const item = parseItemPath(path);
  return item === undefined ? UNKNOWN : editableItem(layers, item);
}

function editableItem(layers: Layers, path: ItemPath): Editable {
  const { creator, remove } = standingOf(layers, path);
  if (creator !== undefined) return unlessLocked(layers, creator);
  // The user's own mark goes when the item is created again; another's hides what the user would create (M6).
  if (remove === undefined || remove.stamp.priority < USER_PRIORITY || (remove.channel === 'user' && remove.stamp.priority === USER_PRIORITY)) return { allowed: true };
  if (remove.stamp.priority > USER_PRIORITY) return unlessLocked(layers, remove);
  const by = provenance(layers, remove.channel, remove.stamp);
  return { allowed: false, reason: 'hidden', by, why: `hidden by the remove mark of ${nameOf(by)} with priority ${by.priority}` };
}
