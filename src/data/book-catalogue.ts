import { bookCreators, bookTitle, bookYear } from './book-fields.ts';
import type { ItemFacts } from './catalogue.ts';
import type { NumericRows } from './numeric-file.ts';
import { tagOfShelf } from './shelves.ts';
import { type TagCounts, tellingTags } from './telling-tags.ts';
import type { TextRows } from './text-file.ts';

/** About a dozen tags say what a book is; more only cost the visitor bytes. */
const BOOK_TAGS = { most: 12, smallestShare: 0.004, fewestVotes: 5 } as const;

/** Titles, authors and years of books.csv; tags of the shelves that readers put the book on. */
export function bookFacts(
  books: TextRows,
  names: TextRows,
  shelves: NumericRows,
): ReadonlyMap<number, ItemFacts> {
  const [ids, goodreadsIds, authors, years, titles] = books.columns;
  const tags = tellingTags(tagCounts(names, shelves), BOOK_TAGS);
  return new Map(
    ids!.map((id, row) => [
      Number(id),
      {
        title: bookTitle(titles![row]!),
        creators: bookCreators(authors![row]!),
        year: bookYear(years![row]!),
        tags: tags.get(Number(goodreadsIds![row]!)) ?? [],
      },
    ]),
  );
}

/** Votes for each tag by Goodreads id; shelves that mean the same are added up. */
function tagCounts(
  names: TextRows,
  { columns: [books, tagIds, counts] }: NumericRows,
): Map<number, TagCounts> {
  const tagOf = new Map(
    names.columns[0]!.map((id, row) => [Number(id), tagOfShelf(names.columns[1]![row]!)]),
  );
  const byBook = new Map<number, Map<string, number>>();
  books!.forEach((book, row) => {
    const tag = tagOf.get(tagIds![row]!);
    const count = counts![row]!;
    if (tag === undefined || count <= 0) return;
    const own = byBook.get(book) ?? new Map<string, number>();
    own.set(tag, (own.get(tag) ?? 0) + count);
    byBook.set(book, own);
  });
  return byBook;
}
