// @ts-check
/**
 * Writes the explorer's curves of quality against bytes, one small file a model, from docs/results:
 * `node scripts/curves.mjs`. They are imported by the app, so that they are there offline.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../', import.meta.url);
export const CURVES = ['books', 'movies'];

/** @typedef {{ value: number, low: number, high: number }} Ratio the share of the teacher's figure, with its interval */
/** @typedef {{ label: string, role: string, bytes: number, history: string, users: number, ndcg10: { mean: number, ratio: Ratio } }} ResultRow */
/** @typedef {{ command: string, card: { rows: ResultRow[] } }} Results */

/** Students with one choice taken away stand at a single size: they are for the tables of docs/results.md. */
const ABLATION = /^student, /;

/**
 * What the chart needs of one report: every model by its bytes, NDCG@10 and interval, at each history length.
 * @param {Results} results
 */
export function curveOf({ command, card }) {
  const rows = card.rows.filter(({ label }) => !ABLATION.test(label));
  const points = rows.map(({ label, role, bytes, history, users, ndcg10 }) => {
    const { mean, ratio } = ndcg10;
    return {
      model: label,
      role,
      history,
      users,
      bytes,
      ndcg10: rounded(mean),
      share: rounded(ratio.value),
      low: rounded(ratio.low),
      high: rounded(ratio.high),
    };
  });
  return { command, points };
}

/** @param {string} name */
export const curveFile = (name) => new URL(`src/app/explorer/curve/${name}.json`, ROOT);

/** The text of a curve's file, as the formatter leaves it. @param {string} name */
export function curveText(name) {
  const results = JSON.parse(readFileSync(new URL(`docs/results/${name}.json`, ROOT), 'utf8'));
  return `${JSON.stringify(curveOf(results), null, 2)}\n`;
}

/** @param {number} value */
function rounded(value) {
  return Number(value.toFixed(4));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const name of CURVES) writeFileSync(curveFile(name), curveText(name));
}
