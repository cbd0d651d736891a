/** A cloud ID after I2 and I3. */
export interface CloudId {
  /** Upper case, without star: for the portal's path, storage keys and hashes. */
  readonly canonical: string;
  /** As typed, star included: what `%fullcode%` and displays show. */
  readonly fullcode: string;
  /** A trailing `*` selects the editable version (I3). */
  readonly version: 'live' | 'editable';
}

/**
 * What fully determines a run (I1). Absent and empty differ: absent is asked for, empty is an answer.
 * `Password` is a string at the edge and a reference inside the machine (S3).
 */
export interface Parameters<Password = string> {
  readonly cloudId: CloudId;
  readonly username?: string;
  readonly password?: Password;
  /** From a registration wizard (I8): never sent again after the first run. */
  readonly oneTime?: true;
}
