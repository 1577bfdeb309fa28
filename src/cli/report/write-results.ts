import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type PublishedReport, renderReport } from './render.ts';

const HEAD = `# Results

Every figure below comes from the command named with it; the same figures as data stand in \`results/\`. How users are
split, what is ranked and what the metrics divide by: \`training.md\`.
`;

/**
 * Puts a report's section into a markdown file, in place of the one it had, and writes results/NAME.json
 * beside it. The sections of other data sets stay as they are. Returns both paths.
 */
export async function writeResults(path: string, report: PublishedReport): Promise<[string, string]> {
  const before = existsSync(path) ? await readFile(path, 'utf8') : HEAD;
  const json = join(dirname(path), 'results', `${report.name}.json`);
  await mkdir(dirname(json), { recursive: true });
  await replace(path, withSection(before, report.name, renderReport(report)));
  await replace(json, `${JSON.stringify(report, null, 2)}\n`);
  return [path, json];
}

/** The text with that data set's section replaced, or appended where there was none. */
export function withSection(text: string, name: string, section: string): string {
  const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const block = `${begin}\n\n${section}\n\n${end}`;
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) return `${text.trimEnd()}\n\n${block}\n`;
  return text.slice(0, from) + block + text.slice(to + end.length);
}

/** Writes by a rename, so that a killed run leaves the old file whole. */
async function replace(path: string, text: string): Promise<void> {
  await writeFile(`${path}.part`, text);
  await rename(`${path}.part`, path);
}
