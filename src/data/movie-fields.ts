const ARTICLES =
  "The|A|An|La|Le|Les|L'|Il|Lo|I|Gli|El|Los|Las|Una|Un|Une|Der|Die|Das|Ein|Eine|Den|Det|De|Het|En|Ett|O|Os|As";

/** `Usual Suspects, The`: the article that the data set moved to the end. */
const MOVED_ARTICLE = new RegExp(`^(.+), (${ARTICLES})$`);

/** `(1995)` or `(2006–2007)` at the end. */
const YEAR = /\s*\((\d{4})(?:\s*[-–]\s*(?:\d{4})?)?\)\s*$/;

/** Genres that say how a film is shown and not what it is. */
const NO_GENRES = new Set(['(no genres listed)', 'IMAX']);

const GENRE_NAMES: Readonly<Record<string, string>> = {
  'Sci-Fi': 'science fiction',
  'Film-Noir': 'film noir',
  Children: 'children',
};

/**
 * `City of Lost Children, The (Cité des enfants perdus, La) (1995)` is `The City of Lost Children`,
 * 1995: the English title as people say it.
 */
export function movieTitleAndYear(raw: string): { title: string; year: number | null } {
  const text = raw.replace(/\s+/g, ' ').trim();
  const year = YEAR.exec(text)?.[1];
  const dated = text.replace(YEAR, '');
  const bare = dated.replace(/(?:\s+\([^()]*(?:\([^()]*\)[^()]*)*\))+$/, '');
  const title = moveArticle(bare === '' ? dated : bare);
  return { title: title === '' ? text : title, year: year === undefined ? null : Number(year) };
}

function moveArticle(title: string): string {
  const [, rest, article] = MOVED_ARTICLE.exec(title) ?? [];
  if (rest === undefined || article === undefined) return title;
  return article.endsWith("'") ? `${article}${rest}` : `${article} ${rest}`;
}

/** `Adventure|Sci-Fi` is `adventure` and `science fiction`. */
export function movieGenres(field: string): string[] {
  return field
    .split('|')
    .filter((genre) => genre !== '' && !NO_GENRES.has(genre))
    .map((genre) => GENRE_NAMES[genre] ?? genre.toLowerCase());
}
