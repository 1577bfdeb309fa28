import { availableParallelism } from 'node:os';
import { dirname, resolve } from 'node:path';
import { defineCommand } from 'citty';
import { Listr } from 'listr2';
import { loadDataset } from '../data/index.ts';
import { refuseStranger } from '../format/write.ts';
import { openKernels } from '../kernels/index.ts';
import {
  dataFlags,
  datasetArgument,
  dataDirectory,
  parseDatasetName,
  parseInteger,
  parseKernelVariant,
  requireWritable,
} from './flags.ts';
import { publish, type Published } from './pipeline/publish.ts';
import { recipeFromFile } from './pipeline/recipe-file.ts';
import { RECIPES } from './pipeline/recipes.ts';
import { type Pipeline, stageKeys } from './pipeline/pipeline.ts';
import { compress, distilStudent, evaluate, teach } from './pipeline/stages.ts';
import { summary } from './pipeline/summary.ts';
import { trainPeer } from './pipeline/without-teacher.ts';
import { WorkDirectory } from './pipeline/work-directory.ts';
import { duration, grouped, throttled } from './progress.ts';

export const distilCommand = defineCommand({
  meta: {
    name: 'distil',
    description: 'train a teacher, distil a student, compress it and publish the bundle',
  },
  args: {
    dataset: datasetArgument,
    ...dataFlags,
    out: {
      type: 'string',
      description: 'folder of the bundle; default public/models/NAME',
      valueHint: 'DIR',
    },
    work: {
      type: 'string',
      description: 'folder for unfinished work; default .attar/NAME',
      valueHint: 'DIR',
    },
    recipe: {
      type: 'string',
      description: 'JSON file with the choices to change; docs/training.md',
      valueHint: 'FILE',
    },
    seed: { type: 'string', default: '1', description: 'the same seed gives the same bytes' },
    threads: { type: 'string', description: 'threads of the kernels; default: all cores', valueHint: 'N' },
    kernels: { type: 'string', default: 'auto', description: 'auto, simd or relaxed', valueHint: 'VARIANT' },
  },
  async run({ args }) {
    const name = parseDatasetName(args.dataset);
    const started = performance.now();
    const context: Context = { timings: [] };
    const kernels = await openKernels({
      threads: args.threads ? parseInteger('--threads', args.threads, 1, 64) : availableParallelism(),
      variant: parseKernelVariant(args.kernels),
    });
    const work = new WorkDirectory(resolve(args.work ?? `.attar/${name}`));
    const recipe = args.recipe ? await recipeFromFile(args.recipe, RECIPES[name]) : RECIPES[name];
    const seed = parseInteger('--seed', args.seed, 0, 2 ** 31 - 1);
    const out = resolve(args.out ?? `public/models/${name}`);
    try {
      await refuseStranger(out);
      await requireWritable('--out', dirname(out));
      await requireWritable('--work', work.path);
      await new Listr<Context>(
        [
          stage('prepare', async (report) => {
            const dataset = await loadDataset(name, dataDirectory(args.data), {
              skipBadRows: args['skip-bad-rows'] ?? false,
              onProgress: ({ step }) => report(() => step),
            });
            const keys = stageKeys(dataset, recipe, seed, kernels.variant);
            context.pipeline = { dataset, recipe, seed, kernels, work, keys, report };
            const { trainingUsers, items, trainingInteractions } = dataset.counts;
            return `${grouped(trainingUsers)} training users, ${grouped(items)} items, ${grouped(trainingInteractions)} interactions`;
          }),
          pipelineStage('teach', teach),
          pipelineStage('distil', distilStudent),
          pipelineStage('compress', compress),
          pipelineStage('evaluate', evaluate),
          pipelineStage('peer', trainPeer),
          pipelineStage('publish', async (pipeline) => {
            context.published = await publish(pipeline, out);
          }),
        ],
        { ctx: context, rendererOptions: { collapseSubtasks: false }, fallbackRenderer: 'simple' },
      ).run();
    } finally {
      await kernels.close();
    }
    const peak = process.resourceUsage().maxRSS / 1e6;
    process.stdout.write(
      `\n${summary(context.published!)}\n${context.timings.join(', ')}\n` +
        `written to ${out} in ${duration((performance.now() - started) / 1000)}, peak memory ${peak.toFixed(2)} GB\n`,
    );
  },
});

interface Context {
  pipeline?: Pipeline;
  published?: Published;
  /** `teach 12.1 s` */
  timings: string[];
}

type Reporter = Pipeline['report'];

/** One line of the progress tree; the task's answer becomes part of its title. */
function stage(name: string, task: (report: Reporter, context: Context) => Promise<string | void>) {
  return {
    title: name,
    task: async (context: Context, line: { title: string; output: string }): Promise<void> => {
      const began = performance.now();
      const report = throttled(
        (text) => {
          line.output = text;
        },
        process.stdout.isTTY ? 200 : 5000,
      );
      const answer = await task(report, context);
      const time = duration((performance.now() - began) / 1000);
      context.timings.push(`${name} ${time}`);
      line.title = `${name}: ${answer ? `${answer}, ` : ''}${time}`;
    },
  };
}

function pipelineStage(name: string, task: (pipeline: Pipeline) => Promise<void>) {
  return stage(name, async (report, context) => {
    await task({ ...context.pipeline!, report });
  });
}
