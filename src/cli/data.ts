import { defineCommand } from 'citty';
import { Listr } from 'listr2';
import { AttarError } from '../core/errors.ts';
import {
  downloadDataset,
  type DownloadProgress,
  SOURCE_FILES,
  SOURCES_OF,
  type SourceName,
} from '../data/index.ts';
import { dataDirectory, dataFlags } from './flags.ts';
import { kilobytes, throttled } from './progress.ts';

const NAMES = [...Object.keys(SOURCES_OF), ...Object.keys(SOURCE_FILES)];

export const dataCommand = defineCommand({
  meta: { name: 'data', description: 'download data sets from their official addresses' },
  args: {
    name: {
      type: 'positional',
      description: `books or movies (all that the model needs), or one of ${Object.keys(SOURCE_FILES).join(', ')}`,
      required: true,
    },
    data: dataFlags.data,
  },
  async run({ args }) {
    const directory = dataDirectory(args.data);
    const sources = sourcesOf(args.name);
    await new Listr(
      sources.map((source) => ({
        title: source,
        task: async (_context: unknown, line: { title: string; output: string }): Promise<void> => {
          const report = throttled(
            (text) => {
              line.output = text;
            },
            process.stdout.isTTY ? 100 : 5000,
          );
          const folder = await downloadDataset(source, directory, {
            onProgress: (progress) => report(() => describe(progress)),
          });
          line.title = `${source}: in ${folder}`;
        },
      })),
      { fallbackRenderer: 'simple' },
    ).run();
  },
});

/** The sources behind a name: a model's data set or one download. */
function sourcesOf(name: string): readonly SourceName[] {
  const models: Readonly<Record<string, readonly SourceName[]>> = SOURCES_OF;
  if (Object.hasOwn(models, name)) return models[name]!;
  const single = (Object.keys(SOURCE_FILES) as SourceName[]).find((source) => source === name);
  if (single) return [single];
  throw new AttarError('usage', `"${name}" is not a data set; choose one of ${NAMES.join(', ')}`);
}

const BAR = 24;

/** `██████░░░ 24 %  1.2 MB of 5.0 MB` while bytes arrive, else what is being done. */
function describe({ phase, loaded, total }: DownloadProgress): string {
  if (phase !== 'download') return phase;
  if (total === 0) return kilobytes(loaded);
  const part = loaded / total;
  const full = Math.round(part * BAR);
  const bar = '█'.repeat(full) + '░'.repeat(BAR - full);
  return `${bar} ${Math.round(part * 100)} %  ${kilobytes(loaded)} of ${kilobytes(total)}`;
}
