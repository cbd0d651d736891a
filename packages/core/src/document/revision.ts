/** How new a document of the portal is (P4): a higher epoch is newer whatever the revision, such as after a restored backup. */
export interface Revision {
  readonly epoch: number;
  readonly revision: number;
}

/** Two whole numbers that a double holds exactly, with a full stop between them. Text in JSON too: as a number `1.10` is `1.1`. */
const WRITTEN = /^(\d{1,15})\.(\d{1,15})$/;

/** `2.17` as the portal writes it, on the root of its document or as a member of the theme; `undefined` for anything else. */
export function readRevision(written: unknown): Revision | undefined {
  const [, epoch, revision] = (typeof written === 'string' ? WRITTEN.exec(written) : null) ?? [];
  return epoch === undefined || revision === undefined ? undefined : { epoch: Number(epoch), revision: Number(revision) };
}

export function formatRevision({ epoch, revision }: Revision): string {
  return `${String(epoch)}.${String(revision)}`;
}
