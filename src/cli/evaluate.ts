import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { defineCommand } from 'citty';
import { AttarError } from '../core/errors.ts';
import { countItems } from '../core/interactions.ts';
import { type Dataset, loadDataset } from '../data/index.ts';
import type { QualityRow } from '../format/index.ts';
import { readBundleDirectory } from '../format/read-directory.ts';
import { openKernels } from '../kernels/index.ts';
import { trainEase } from '../training/teachers/ease.ts';
import { dataDirectory, dataFlags, parseDatasetName } from './flags.ts';
import { type Candidate, cheapCandidates, easeCandidates, qualityRows } from './pipeline/evaluate.ts';
import { qualityTable } from './pipeline/summary.ts';
import { grouped, kilobytes, throttled } from './progress.ts';

export const evaluateCommand = defineCommand({
  meta: { name: 'evaluate', description: 'measure a published bundle on test users' },
  args: {
    bundle: { type: 'positional', description: 'folder of the bundle', required: true },
    ...dataFlags,
    json: { type: 'boolean', description: 'print one JSON document' },
    recompute: {
      type: 'boolean',
      description: 'train EASE again instead of taking its rows from report.json',
    },
  },
  async run({ args }) {
    const progress = throttled((line) => process.stderr.write(`${line}\n`), 2000);
    const bundle = await readBundleDirectory(resolve(args.bundle));
    const name = parseDatasetName(bundle.manifest.name);
    const dataset = await loadDataset(name, dataDirectory(args.data), {
      skipBadRows: args['skip-bad-rows'] ?? false,
      onProgress: ({ step }) => progress(() => step),
    });
    checkSameItems(bundle.catalogue.ids, dataset);
    const { bytes } = bundle.manifest.files['student.safetensors'];
    const { student } = bundle;
    const onProgress = (model: string, part: number): void =>
      progress(() => `${model}: ${Math.round(part * 100)} % of the test users`);
    const measure = (candidates: Candidate[]): Promise<QualityRow[]> =>
      qualityRows(candidates, dataset.split.test, onProgress);
    const computed = await measure(cheapCandidates(student, countItems(dataset.split.training)));
    const reg = bundle.report.teacher.hyperparameters['ease.reg'];
    if (args.recompute && reg !== undefined) {
      computed.push(...(await recomputeEase(dataset, reg, bytes, measure)));
    }
    const reported = bundle.report.rows.filter((row) => !computed.some(({ model }) => model === row.model));
    const rows = [
      ...computed.map((row) => ({ ...row, source: 'computed' as const })),
      ...reported.map((row) => ({ ...row, source: 'report' as const })),
    ];
    const { items } = student;
    const answer = {
      dataset: name,
      items,
      bytes,
      bytesPerItem: Math.round((100 * bytes) / items) / 100,
      rows,
    };
    if (args.json) process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
    else process.stdout.write(`${plainText(answer)}\n`);
  },
});

async function recomputeEase(
  dataset: Dataset,
  reg: number,
  bytes: number,
  measure: (candidates: Candidate[]) => Promise<QualityRow[]>,
): Promise<QualityRow[]> {
  const kernels = await openKernels({ threads: availableParallelism() });
  try {
    const table = trainEase(kernels, dataset.split.training, { reg });
    return await measure(easeCandidates(kernels, table, dataset.split.training.items, bytes));
  } finally {
    await kernels.close();
  }
}

/** The figures mean nothing when the data is not that of the bundle. */
function checkSameItems(ids: readonly string[], dataset: Dataset): void {
  const { itemIds } = dataset.split;
  if (ids.length === itemIds.length && ids.every((id, item) => id === itemIds[item])) return;
  throw new AttarError(
    'data/layout',
    `the bundle has ${grouped(ids.length)} items and the data ${grouped(itemIds.length)}, or other ids; ` +
      'evaluate with the data the bundle was made of, or distil again',
  );
}

function plainText(answer: {
  dataset: string;
  items: number;
  bytes: number;
  bytesPerItem: number;
  rows: QualityRow[];
}): string {
  const fromReport = [
    ...new Set(answer.rows.filter((row) => row.source === 'report').map((row) => row.model)),
  ];
  const note =
    fromReport.length > 0
      ? `\n(from report.json: ${fromReport.join(', ')}; --recompute trains EASE again, distil the teacher)`
      : '';
  return (
    `${answer.dataset}: ${kilobytes(answer.bytes)}, ${answer.bytesPerItem} bytes an item for ${grouped(answer.items)} items\n` +
    `${qualityTable(answer.rows)}${note}`
  );
}
