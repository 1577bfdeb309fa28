/** Most creators shown for a book; after these come illustrators, translators and narrators. */
const MOST_CREATORS = 3;

/** The title without its series: `The Hunger Games (The Hunger Games, #1)` is `The Hunger Games`. */
export function bookTitle(raw: string): string {
  const title = tidy(raw);
  const bare = title.replace(/\s*\([^()]*#[^()]*\)$/, '');
  return bare === '' ? title : bare;
}

/** The first authors of a comma-separated list, each once. */
export function bookCreators(authors: string): string[] {
  const names = authors.split(',').map(tidy);
  return [...new Set(names.filter((name) => name !== ''))].slice(0, MOST_CREATORS);
}

/** The year of a field such as `2008.0`; negative before Christ; null where blank. */
export function bookYear(field: string): number | null {
  const year = field.trim() === '' ? Number.NaN : Number(field);
  return Number.isFinite(year) && year !== 0 ? Math.trunc(year) : null;
}

/** One space for any white space, none at the ends. */
function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
