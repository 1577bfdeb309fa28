/** Slips forgiven in a word typed: none up to three letters, one up to seven, then two. */
function slipsForgiven(typed: string): number {
  if (typed.length < 4) return 0;
  return typed.length < 8 ? 1 : 2;
}

/**
 * Whether a word begins with something close to what was typed: within the slips forgiven, where a slip is a
 * letter too many, too few or wrong, or two neighbours swapped (optimal string alignment distance, the least
 * over all beginnings of the word). The first letter is hardly ever wrong, and has to be right.
 */
export function beginsLike(word: string, typed: string): boolean {
  const most = slipsForgiven(typed);
  if (most === 0 || word[0] !== typed[0] || word.length < typed.length - most) return false;
  let older: number[] = [];
  let row = Array.from({ length: typed.length + most + 1 }, (_, column) => column);
  for (let at = 1; at <= typed.length; at++) {
    const next = nextRow(word, typed, at, row, older);
    older = row;
    row = next;
    if (Math.min(...row) > most) return false;
  }
  return Math.min(...row.slice(0, word.length + 1)) <= most;
}

/** row[column]: slips between the first `at` letters typed and the first `column` letters of the word. */
function nextRow(
  word: string,
  typed: string,
  at: number,
  row: readonly number[],
  older: readonly number[],
): number[] {
  const next = [at];
  for (let column = 1; column < row.length; column++) {
    const wrong = row[column - 1] + (word[column - 1] === typed[at - 1] ? 0 : 1);
    let least = Math.min(wrong, row[column] + 1, next[column - 1] + 1);
    const swapped =
      at > 1 && column > 1 && word[column - 1] === typed[at - 2] && word[column - 2] === typed[at - 1];
    if (swapped) least = Math.min(least, older[column - 2] + 1);
    next.push(least);
  }
  return next;
}
