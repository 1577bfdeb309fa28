import type { ItemFacts } from './catalogue.ts';
import { movieGenres, movieTitleAndYear } from './movie-fields.ts';
import { tagOfWords } from './movie-tags.ts';
import type { TextRows } from './text-file.ts';

/** Genres and the users' own tags together. */
const MOST_TAGS = 12;

/** Titles, years and genres of movies.csv; then the tags that users gave, the most given first. */
export function movieFacts(movies: TextRows, tags: TextRows): ReadonlyMap<number, ItemFacts> {
  const [ids, titles, genres] = movies.columns;
  const votes = countVotes(tags);
  return new Map(
    ids!.map((text, row) => {
      const id = Number(text);
      const { title, year } = movieTitleAndYear(titles![row]!);
      const own = [...(votes.get(id) ?? new Map<string, number>())].sort(byVotesThenName).map(([tag]) => tag);
      const all = new Set([...movieGenres(genres![row]!), ...own]);
      return [id, { title, year, creators: [], tags: [...all].slice(0, MOST_TAGS) }];
    }),
  );
}

function countVotes({ columns: [, movies, words] }: TextRows): Map<number, Map<string, number>> {
  const votes = new Map<number, Map<string, number>>();
  movies!.forEach((text, row) => {
    const tag = tagOfWords(words![row]!);
    if (tag === undefined) return;
    const own = votes.get(Number(text)) ?? new Map<string, number>();
    own.set(tag, (own.get(tag) ?? 0) + 1);
    votes.set(Number(text), own);
  });
  return votes;
}

function byVotesThenName([a, votesA]: [string, number], [b, votesB]: [string, number]): number {
  return votesB - votesA || (a < b ? -1 : 1);
}
