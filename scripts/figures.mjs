// @ts-check
/** Writes the quality table of README.md from the report cards of the committed models: `npm run figures`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../', import.meta.url);
const START = '<!-- figures: written by npm run figures -->';
const END = '<!-- end of figures -->';
const MODELS = ['movies', 'books'];
const LENGTHS = ['80%', '5', '10', '20'];
const ROWS = [
  ['student', 'Attar student'],
  ['teacher', 'its teacher'],
  ['ease', 'EASE'],
  ['ease-pruned', 'EASE pruned to the student’s bytes'],
  ['popularity', 'popularity'],
];

/** Bytes of a model that is not as large as the student. @type {Record<string, (report: Report) => number>} */
const BYTES = {
  teacher: ({ teacher }) => teacher.bytes,
  ease: ({ items }) => 4 * items ** 2,
  popularity: ({ items }) => 2 * items,
};

/** @typedef {{ model: string, history: string, users: number, ndcg10: number, ndcg100: number }} Row */
/** @typedef {{ items: number, bytes: number, bytesPerItem: number, teacher: { bytes: number }, rows: Row[] }} Report */

/**
 * The README with a fresh table between its two markers.
 * @param {string} readme
 * @param {Record<string, Report>} reports
 */
export function withFigures(readme, reports) {
  const from = readme.indexOf(START);
  const to = readme.indexOf(END);
  if (from < 0 || to < from) throw new Error(`README.md lacks the markers ${START} and ${END}`);
  const tables = MODELS.map((name) => tableOf(name, /** @type {Report} */ (reports[name]))).join('\n\n');
  return `${readme.slice(0, from)}${START}\n${tables}\n${readme.slice(to)}`;
}

/** The report cards of the committed models. */
export function readReports() {
  return Object.fromEntries(
    MODELS.map((name) => [
      name,
      JSON.parse(readFileSync(new URL(`public/models/${name}/report.json`, ROOT), 'utf8')),
    ]),
  );
}

/** @param {string} name @param {Report} report */
function tableOf(name, report) {
  const { items, rows } = report;
  const find = (/** @type {string} */ model, /** @type {string} */ history) =>
    /** @type {Row} */ (rows.find((row) => row.model === model && row.history === history));
  const lines = ROWS.map(([model = '', label]) => {
    const bytes = BYTES[model]?.(report) ?? report.bytes;
    const cells = LENGTHS.map((history) => cell(find(model, history)));
    return `| ${model === 'student' ? `**${label}**` : label} | ${size(bytes)} | ${cells.join(' | ')} |`;
  });
  const users = LENGTHS.map((history) => find('student', history).users.toLocaleString('en-US')).join(', ');
  return [
    `**${name[0]?.toUpperCase()}${name.slice(1)}**: ${items.toLocaleString('en-US')} items, ${report.bytesPerItem} bytes an item, everything but the catalogue counted; ${users} test users`,
    '',
    '| NDCG@10 / NDCG@100 | bytes | 80 % of the likes | 5 likes | 10 likes | 20 likes |',
    '|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}

/** @param {Row} row */
function cell(row) {
  const figure = (/** @type {number} */ value) => value.toFixed(4).replace(/^0/, '');
  return `${figure(row.ndcg10)} / ${figure(row.ndcg100)}`;
}

/** @param {number} bytes */
function size(bytes) {
  return bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(0)} MB`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = new URL('README.md', ROOT);
  writeFileSync(path, withFigures(readFileSync(path, 'utf8'), readReports()));
}
