import type { Book } from '../store/book.js';
import { decodeBook, encodeBook } from '../store/text.js';
import type { StorePort } from './ports.js';
import { settled } from './settled.js';

/** Where the book of one instance lies: in the same store, beside its generations. */
export interface BookShelf {
  /** `undefined` where there is none, or none that can be read. */
  readonly load: () => Promise<Book | undefined>;
  /** One write after the other; only the newest book of those that wait is written. */
  readonly save: (book: Book) => void;
  /** Settles once nothing is being written. */
  readonly idle: () => Promise<void>;
}

export function createBookShelf(store: StorePort, instance: string): BookShelf {
  const shelf = `${instance}#book`;
  let waiting: Book | undefined;
  let writing: Promise<void> | undefined;
  let stored: number | undefined;

  const load = async (): Promise<Book | undefined> => {
    const loaded = await settled(() => store.load(shelf));
    const newest = loaded.ok ? loaded.generations[0] : undefined;
    stored = newest?.number;
    return decodeBook(newest);
  };

  /** What another process wrote meanwhile is written over: the newest knowledge is its own. */
  const write = async (book: Book, tries: number): Promise<void> => {
    const number = (stored ?? 0) + 1;
    const committed = await settled(() => store.commit(shelf, encodeBook(number, book), stored));
    if (committed.ok) stored = number;
    else if (committed.conflict && tries > 0) {
      await load();
      await write(book, tries - 1);
    }
  };

  const writeAll = async (): Promise<void> => {
    for (let book = waiting; book !== undefined; book = waiting) {
      waiting = undefined;
      await write(book, 2);
    }
    writing = undefined;
  };

  return {
    load,
    save(book) {
      waiting = book;
      writing ??= writeAll();
    },
    async idle() {
      await writing;
    },
  };
}
