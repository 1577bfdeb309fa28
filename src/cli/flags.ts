import { existsSync } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { AttarError } from '../core/errors.ts';
import { DATASET_NAMES, type DatasetName } from '../data/index.ts';

/** The positional argument that names a data set. */
export const datasetArgument = {
  type: 'positional',
  description: DATASET_NAMES.join(' or '),
  required: true,
} as const;

/** Flags of every command that reads data. */
export const dataFlags = {
  data: {
    type: 'string',
    description: 'folder of the official downloads; default $ATTAR_DATA, else ./data',
    valueHint: 'DIR',
  },
  'skip-bad-rows': { type: 'boolean', description: 'leave unreadable rows out instead of stopping' },
} as const;

/** The folder that holds the data sets: the flag, else $ATTAR_DATA, else ./data. */
export function dataDirectory(flag: string | undefined): string {
  return resolve(flag ?? process.env.ATTAR_DATA ?? 'data');
}

/** Validates the name of a data set. */
export function parseDatasetName(text: string): DatasetName {
  const name = DATASET_NAMES.find((known) => known === text);
  if (name) return name;
  throw new AttarError('usage', `"${text}" is not a data set; choose ${DATASET_NAMES.join(' or ')}`);
}

/** Validates a whole number in [least, most]. */
export function parseInteger(flag: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new AttarError('usage', `${flag} expects a whole number from ${least} to ${most}, got "${text}"`);
}

export type KernelVariant = 'auto' | 'simd' | 'relaxed';

/** Validates the name of a kernel build. */
export function parseKernelVariant(text: string): KernelVariant {
  if (text === 'auto' || text === 'simd' || text === 'relaxed') return text;
  throw new AttarError('usage', `--kernels expects auto, simd or relaxed, got "${text}"`);
}

/** Sees that a folder can be written, or made: before minutes of training, not after them. */
export async function requireWritable(flag: string, directory: string): Promise<void> {
  let nearest = directory;
  while (!existsSync(nearest) && dirname(nearest) !== nearest) nearest = dirname(nearest);
  try {
    await access(nearest, constants.W_OK);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AttarError(
      'usage',
      `${flag}: cannot write to ${directory} (${reason}); choose another folder`,
      { cause },
    );
  }
}
