/** A set of 64-bit hashes, two 32-bit halves in an open-addressing table: 12 bytes an entry, whatever its text. */
export interface SeenSet {
  /** The number of this text: 0, 1, 2, … in the order of their coming. Negative, from -1 down, where it was there already. */
  readonly add: (text: string) => number;
  readonly size: () => number;
}

const FULLEST = 0.6;

export function createSeenSet(): SeenSet {
  let capacity = 1 << 16;
  let halves = new Uint32Array(2 * capacity);
  let numbers = new Int32Array(capacity).fill(-1);
  let size = 0;

  /** Where these halves are, or the free place for them. */
  const placeOf = (high: number, low: number): number => {
    let place = low & (capacity - 1);
    while (numbers[place] !== -1 && (halves[2 * place] !== high || halves[2 * place + 1] !== low)) place = (place + 1) & (capacity - 1);
    return place;
  };

  const put = (high: number, low: number, number: number): void => {
    const place = placeOf(high, low);
    halves[2 * place] = high;
    halves[2 * place + 1] = low;
    numbers[place] = number;
  };

  const grow = (): void => {
    const [oldHalves, oldNumbers] = [halves, numbers];
    capacity *= 2;
    halves = new Uint32Array(2 * capacity);
    numbers = new Int32Array(capacity).fill(-1);
    oldNumbers.forEach((number, place) => {
      if (number !== -1) put(oldHalves[2 * place] ?? 0, oldHalves[2 * place + 1] ?? 0, number);
    });
  };

  return {
    add(text) {
      const [high, low] = hash64(text);
      const known = numbers[placeOf(high, low)] ?? -1;
      if (known !== -1) return -1 - known;
      if (size >= capacity * FULLEST) grow();
      put(high, low, size);
      size += 1;
      return size - 1;
    },
    size: () => size,
  };
}

/** Two independent 32-bit hashes of one text, mixed at the end. */
export function hash64(text: string): readonly [high: number, low: number] {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return [high >>> 0, low >>> 0];
}
