/** One stored generation: its number and its text, exactly as committed. */
export interface StoredGeneration {
  readonly number: number;
  readonly text: string;
}
