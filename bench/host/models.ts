import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tinyBundle } from '../../src/format/tiny-bundle.ts';
import { START_DIM } from '../page/start.ts';

/** Items of the model of the pages that time their start. */
export const START_ITEMS = 10_000;
/** Items of the model of the losses and of the long run: they are about counts, not about speed. */
export const SMALL_ITEMS = 2000;

/** Writes the bundles that pages load: `model`, `small`, and in `start` the first one's bare table. */
export async function writeModels(folder: string): Promise<void> {
  const shape = { dim: START_DIM, bits: 8, nnz: 14 } as const;
  const model = tinyBundle({ ...shape, items: START_ITEMS });
  await writeFiles(join(folder, 'model'), model.files);
  await writeFiles(join(folder, 'small'), tinyBundle({ ...shape, items: SMALL_ITEMS }).files);
  const { codes } = model.student.out;
  await writeFiles(join(folder, 'start'), {
    'codes.bin': new Uint8Array(codes.buffer, codes.byteOffset, codes.byteLength),
  });
}

async function writeFiles(folder: string, files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
}
