import { defined } from '../document/defined.js';
import { laterProblem } from '../document/later-problem.js';
import type { Problem } from '../document/problem.js';
import { formatRevision } from '../document/revision.js';
import { lookUp, type Asked, type Pairs } from '../document/tree.js';
import { judgeRevision, type Revised } from '../policy/revision.js';
import type { Book } from '../store/book.js';
import type { Generation, SavedDocument } from '../store/generation.js';
import { cloudKey } from './keep.js';
import type { Collected } from './run.js';
import type { Running } from './state.js';

/** P4: why a document of the portal may not take the place of the one in use; `undefined` where it may. */
export function revisionRefused(state: Running, document: Asked, arrived: Revised): Problem | undefined {
  const inUse = revisedInUse(state, document);
  const verdict = judgeRevision(inUse, arrived);
  if (verdict === 'accepted') return undefined;
  const [next, known] = [arrived, inUse].map((one) => (one?.revision === undefined ? 'none' : formatRevision(one.revision)));
  return laterProblem(verdict === 'older' ? 'revision.older' : 'revision.reused', { document, cause: `${String(next)} after ${String(known)}` });
}

/** Kept per cloud ID, version and document: what is in use of another cloud ID says nothing about this one. */
function revisedInUse({ run, before, book }: Running, document: Asked): Revised | undefined {
  const identity = before?.profile?.identity;
  if (before === undefined || identity === undefined || cloudKey(identity.cloudId) !== cloudKey(run.parameters.cloudId)) return undefined;
  const known = lookUp(documentsInUse(before, book), document);
  return known && defined({ revision: known.portalRevision, digest: known.digest });
}

/** What is known of the documents of a generation, with what was seen since and brought nothing that is new. */
export function documentsInUse({ number, profile }: Generation, { revisions }: Book): Pairs<SavedDocument> {
  const documents = profile?.documents ?? [];
  if (revisions?.generation !== number) return documents;
  return documents.map(([name, known]) => {
    const later = lookUp(revisions.of, name);
    return [name, later?.revision === undefined ? known : { ...known, portalRevision: later.revision, digest: later.digest }];
  });
}

/** A revision counts as seen although nothing else changed, so that no generation is written (R5). */
export function withRevisions(book: Book, before: Generation, collected: Collected): Book {
  const known = documentsInUse(before, book);
  const of: Pairs<Revised> = (before.profile?.documents ?? []).flatMap(([name, saved]) => {
    const arrived = name === 'provisioning' || name === 'theme' ? collected[name] : undefined;
    const { portalRevision: revision, digest } = arrived?.portalRevision === undefined ? (lookUp(known, name) ?? saved) : arrived;
    return revision === undefined || digest === saved.digest ? [] : [[name, { revision, digest }] as const]; // what is saved already is not remembered twice
  });
  return of.length === 0 ? book : { ...book, revisions: { generation: before.number, of } };
}
