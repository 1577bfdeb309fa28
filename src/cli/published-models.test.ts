import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { HISTORY_LENGTHS, type HistoryLength } from '../core/history-length.ts';
import type { QualityRow } from '../format/index.ts';
import { readBundleDirectory } from '../format/read-directory.ts';

/** Bytes an item of the size that the committed models are made for, everything but the catalogue counted. */
const BYTES_AN_ITEM = 64;

/** What the committed models promise: multiples of EASE's quality by history length. */
const LEAST = [
  { name: 'movies', least: { '80%': 1.02, '5': 1.21, '10': 1.13, '20': 1.07 } },
  { name: 'books', least: { '80%': 1.03, '5': 1.05, '10': 1.04, '20': 1.03 } },
] as const;

describe.each(LEAST)('the published model of $name', ({ name, least }) => {
  const bundle = readBundleDirectory(fileURLToPath(new URL(`../../public/models/${name}`, import.meta.url)));
  const row = async (model: string, history: HistoryLength): Promise<QualityRow> => {
    const found = (await bundle).report.rows.find((each) => each.model === model && each.history === history);
    if (!found) throw new Error(`report.json has no row of ${model} with ${history}`);
    return found;
  };

  test('is whole and within its bytes', async () => {
    const { manifest, report, samples, golden } = await bundle;
    expect(manifest.files['student.safetensors'].bytes).toBeLessThanOrEqual(
      BYTES_AN_ITEM * manifest.counts.items,
    );
    expect(manifest.quality).toEqual(report.rows);
    expect(samples.users.length).toBeGreaterThanOrEqual(200);
    expect(golden.cases.length).toBeGreaterThanOrEqual(40);
  });

  test.each(HISTORY_LENGTHS)('beats EASE and its pruned table, %s', async (history) => {
    const [student, ease, pruned] = await Promise.all(
      ['student', 'ease', 'ease-pruned'].map((model) => row(model, history)),
    );
    for (const metric of ['ndcg10', 'ndcg100'] as const) {
      expect(student![metric]).toBeGreaterThanOrEqual(ease![metric] * least[history]);
      expect(student![metric]).toBeGreaterThanOrEqual(pruned![metric]);
    }
  });
});
