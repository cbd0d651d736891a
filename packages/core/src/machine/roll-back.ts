import { defined } from '../document/defined.js';
import { DOCUMENTS, lookUp, type DocumentName } from '../document/tree.js';
import { validateAccount } from '../document/validate-account.js';
import type { Channel, Layers } from '../merge/layer.js';
import { sameContent, withCredentials, withUserLayer } from '../merge/take-over.js';
import { withoutBadEdits } from '../merge/without-bad-edits.js';
import { quarantinedUntil } from '../policy/quarantine.js';
import type { Book } from '../store/book.js';
import type { Fallback, Quarantine, SavedProfile } from '../store/generation.js';

const LAYER_OF: { readonly [name in DocumentName]?: Channel } = { provisioning: 'portal', global_extprov: 'global', extprov: 'account' };

/**
 * R10: what is known to work, with the newest credentials and every edit of the user, and what failed in quarantine. Where the
 * provider has switched refresh off meanwhile it stays off (R3): a rollback contacts nobody who did not want it.
 */
export function rolledBack(saved: SavedProfile, fallback: Fallback, book: Book, at: number): SavedProfile {
  const { identity, password, schedule } = saved;
  const credited = withCredentials(fallback.layers, saved.layers);
  const { validators } = fallback;
  const { layers } = withoutBadEdits(withUserLayer(credited, saved.layers), (account) => validateAccount(account, validators)); // D9
  const quarantine = quarantineOf(saved, fallback, credited, book, at);
  return defined({ identity, password, ...fallback, schedule: schedule.automatic ? fallback.schedule : schedule, layers, quarantine });
}

/** The documents that brought more than credentials, and what was in quarantine before. */
function quarantineOf(saved: SavedProfile, fallback: Fallback, credited: Layers, book: Book, at: number): Quarantine {
  const failed = DOCUMENTS.flatMap((name) => {
    const digest = lookUp(saved.documents, name)?.digest;
    const channel = LAYER_OF[name];
    const brought = channel === undefined || !sameContent(credited[channel], saved.layers[channel]);
    return brought && digest !== undefined && digest !== lookUp(fallback.documents, name)?.digest ? [{ document: name, digest }] : [];
  });
  const { quarantine } = saved;
  const older = quarantine === undefined || quarantinedUntil(quarantine, book.quarantinedAt, at) === undefined ? [] : quarantine.documents;
  return { since: at, documents: [...failed, ...older.filter(({ document }) => !failed.some((one) => one.document === document))] };
}
