import { expect, test } from 'vitest';
import { forEdited } from '../../src/machine/book.js';
import { rolledBack } from '../../src/machine/roll-back.js';
import { withoutLayer } from '../../src/merge/layer.js';
import type { Fallback, SavedProfile } from '../../src/store/generation.js';
import { element } from './drive.js';
import { commit, DAY, HOUR, inUse, REFRESHED, signedIn } from './signed-in.js';

const AT = 100 * DAY;

/** What failed, with what had failed before it, and what comes back. */
function failed(since: number): { saved: SavedProfile; fallback: Fallback } {
  const machine = signedIn();
  const { profile: works } = inUse(machine);
  machine.tell({ type: 'refresh.requested', by: 'person', only: ['extprov'] }).deliver('extprov', element('account', [...REFRESHED.children, element('displayNumber', '42')]));
  const { profile } = inUse(commit(machine));
  if (works === undefined || profile === undefined) throw new Error('nobody');
  const { theme, schedule } = works;
  const documents = profile.documents.map(([name, one]) => [name, name === 'extprov' ? { ...one, digest: 'b'.repeat(64) } : one] as const);
  const older = [{ document: 'theme', digest: 'c'.repeat(64) }, { document: 'extprov', digest: 'a'.repeat(64) }] as const;
  return { saved: { ...profile, documents, quarantine: { since, documents: older } }, fallback: { layers: withoutLayer(works.layers, 'user'), theme, documents: works.documents, schedule } };
}

test('R10: what failed now goes into quarantine, beside what of other documents is in it still', () => {
  const { saved, fallback } = failed(AT - HOUR);
  const documents = [{ document: 'extprov', digest: 'b'.repeat(64) }, { document: 'theme', digest: 'c'.repeat(64) }];
  expect(rolledBack(saved, fallback, {}, AT).quarantine).toEqual({ since: AT, documents });
});

test('R10: what was in it for more than a day is not', () => {
  const { saved, fallback } = failed(AT - 2 * DAY);
  expect(rolledBack(saved, fallback, {}, AT).quarantine).toEqual({ since: AT, documents: [{ document: 'extprov', digest: 'b'.repeat(64) }] });
});

test('R10: a document that what works never had is in it too', () => {
  const { saved, fallback } = failed(AT - 2 * DAY);
  const documents = fallback.documents.filter(([name]) => name !== 'extprov');
  expect(rolledBack(saved, { ...fallback, documents }, {}, AT).quarantine?.documents).toEqual([{ document: 'extprov', digest: 'b'.repeat(64) }]);
});

test('R10: a theme that came with what failed is in it, and every other document whose layer is another one', () => {
  const { saved, fallback } = failed(AT - 2 * DAY);
  const documents = fallback.documents.map(([name, one]) => [name, { ...one, digest: 'e'.repeat(64) }] as const);
  const { portal, global } = fallback.layers;
  const layers = { ...fallback.layers, portal: { ...portal, prefKeys: [] }, global: { ...global, quickDial: { ...global.quickDial, items: [] } } };
  const names = (of: Fallback): unknown => rolledBack(saved, of, {}, AT).quarantine?.documents.map(({ document }) => document);
  expect(names({ ...fallback, documents })).toEqual(['theme', 'extprov']);
  expect(names({ ...fallback, documents, layers })).toEqual(['provisioning', 'theme', 'global_extprov', 'extprov']);
});

test('R10: a document that is there no more is not in it', () => {
  const { saved, fallback } = failed(AT - 2 * DAY);
  const { global } = saved.layers;
  const gone = { ...saved, layers: { ...saved.layers, global: { ...global, quickDial: { ...global.quickDial, items: [] } } }, documents: saved.documents.filter(([name]) => name !== 'global_extprov') };
  expect(rolledBack(gone, fallback, {}, AT).quarantine?.documents).toEqual([{ document: 'extprov', digest: 'b'.repeat(64) }]);
});

test('R10: what fails again is in it once, among others that fail with it', () => {
  const { saved, fallback } = failed(AT - HOUR);
  const documents = fallback.documents.map(([name, one]) => [name, name === 'theme' ? { ...one, digest: 'e'.repeat(64) } : one] as const);
  expect(rolledBack(saved, { ...fallback, documents }, {}, AT).quarantine?.documents).toEqual([
    { document: 'theme', digest: 'd'.repeat(64) },
    { document: 'extprov', digest: 'b'.repeat(64) },
  ]);
});

test('P4, R5: revisions seen since the last generation count after an edit too, those of another one do not', () => {
  const before = inUse(signedIn());
  const of = [['theme', { digest: 'e'.repeat(64) }]] as const;
  expect(forEdited({ revisions: { generation: before.number, of } }, before, 9).revisions).toEqual({ generation: 9, of });
  expect(forEdited({ revisions: { generation: 77, of } }, before, 9).revisions).toEqual({ generation: 77, of });
});
