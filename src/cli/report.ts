import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { defineCommand } from 'citty';
import { Listr } from 'listr2';
import { AttarError } from '../core/errors.ts';
import { loadDataset } from '../data/index.ts';
import { openKernels } from '../kernels/index.ts';
import {
  dataDirectory,
  dataFlags,
  datasetArgument,
  parseDatasetName,
  parseInteger,
  parseKernelVariant,
} from './flags.ts';
import { duration, grouped } from './progress.ts';
import { ELSA_RECIPES } from './report/elsa.ts';
import { findings, type ReportPlan, reportTasks } from './report/make-report.ts';
import { recipeFor } from './report/recipe-for.ts';
import { step } from './report/step.ts';
import type { ReportContext } from './report/students.ts';
import { writeResults } from './report/write-results.ts';

export const reportCommand = defineCommand({
  meta: {
    name: 'report',
    description: 'train students of several sizes and seeds, and measure them beside their peers',
  },
  args: {
    dataset: datasetArgument,
    ...dataFlags,
    seeds: { type: 'string', default: '3', description: 'seeds of each student', valueHint: 'N' },
    bytes: {
      type: 'string',
      default: '16,32,64,128',
      description: 'bytes an item of each student',
      valueHint: 'LIST',
    },
    'without-ablations': {
      type: 'boolean',
      description: 'leave out the students with one choice taken away, which are made near 64 bytes an item',
    },
    out: { type: 'string', default: 'docs/results.md', description: 'markdown file', valueHint: 'FILE' },
    work: {
      type: 'string',
      description: 'folder for unfinished work; default .attar/NAME, where `distil` keeps the teacher, too',
      valueHint: 'DIR',
    },
    threads: { type: 'string', description: 'threads of the kernels; default: all cores', valueHint: 'N' },
    kernels: { type: 'string', default: 'auto', description: 'auto, simd or relaxed', valueHint: 'VARIANT' },
  },
  async run({ args }) {
    const name = parseDatasetName(args.dataset);
    const seeds = parseInteger('--seeds', args.seeds, 1, 100);
    const plan: ReportPlan = {
      budgets: parseBudgets(args.bytes),
      seeds: Array.from({ length: seeds }, (_, i) => i + 1),
      ablations: !args['without-ablations'],
      recipeFor: (bytes, share) => recipeFor(name, bytes, share),
      elsa: ELSA_RECIPES[name],
    };
    const variant = parseKernelVariant(args.kernels);
    const threads = args.threads ? parseInteger('--threads', args.threads, 1, 64) : availableParallelism();
    const started = performance.now();
    const written = await makeReport({
      plan,
      kernels: { threads, variant },
      load: async (onStep) =>
        await loadDataset(name, dataDirectory(args.data), {
          skipBadRows: args['skip-bad-rows'] ?? false,
          onProgress: (progress) => onStep(progress.step),
        }),
      path: resolve(args.work ?? `.attar/${name}`),
      out: resolve(args.out),
      command: `npm run attar -- report ${name} --seeds ${seeds} --bytes ${plan.budgets.join(',')}${plan.ablations ? '' : ' --without-ablations'}`,
    });
    process.stdout.write(
      `\nwritten to ${written.join(' and ')} in ${duration((performance.now() - started) / 1000)}\n`,
    );
  },
});

/** A whole report, from reading data to the written files. */
export interface ReportOptions {
  readonly plan: ReportPlan;
  readonly kernels: NonNullable<Parameters<typeof openKernels>[0]>;
  readonly load: (onStep: (step: string) => void) => Promise<ReportContext['dataset']>;
  /** Folder of unfinished work. */
  readonly path: string;
  /** The markdown file. */
  readonly out: string;
  /** What reproduces it. */
  readonly command: string;
  /** Shows no progress tree; default: shows it. */
  readonly silent?: boolean;
}

/** Trains, ranks and measures all models of a plan, from wherever an earlier run left off; returns the files written. */
export async function makeReport(options: ReportOptions): Promise<string[]> {
  const { plan, path } = options;
  const kernels = await openKernels(options.kernels);
  const ranked: Parameters<typeof reportTasks>[2] = [];
  let context: ReportContext | undefined;
  let written: string[] = [];
  const prepare = step('prepare', async (report) => {
    const dataset = await options.load((line) => report(() => line));
    context = { dataset, kernels, path };
    return `${grouped(dataset.counts.trainingUsers)} training users, ${grouped(dataset.counts.items)} items`;
  });
  const write = step('measure and write', async () => {
    const { name, title, description, counts } = context!.dataset;
    const found = await findings(context!, plan, ranked);
    written = await writeResults(options.out, {
      name,
      title,
      description,
      command: options.command,
      counts: {
        trainingUsers: counts.trainingUsers,
        validationUsers: counts.validationUsers,
        testUsers: counts.testUsers,
      },
      ...found,
    });
  });
  try {
    await new Listr([prepare, ...reportTasks(() => context!, plan, ranked), write], {
      rendererOptions: { collapseSubtasks: false },
      fallbackRenderer: 'simple',
      silentRendererCondition: options.silent ?? false,
    }).run();
  } finally {
    await kernels.close();
  }
  return written;
}

/** `16,32` → [16, 32], ascending, each once. */
function parseBudgets(text: string): number[] {
  const budgets = text.split(',').map((part) => parseInteger('--bytes', part, 1, 65_536));
  if (new Set(budgets).size !== budgets.length) {
    throw new AttarError('usage', `--bytes expects each size once, got "${text}"`);
  }
  return budgets.sort((a, b) => a - b);
}
