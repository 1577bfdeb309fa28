import type { ElsaLevel, SparseCodes } from '../../evaluation/peers/compressed-elsa/sparse-codes.ts';
import { decodeSafetensors, encodeSafetensors, type Tensor } from '../../format/index.ts';
import { floatsOf, integersOf, tensorOf } from '../pipeline/tensors.ts';

const MOMENTS = ['weights', 'first', 'second'] as const;

/** Sparse codes between two epochs, and the levels that are done. */
export function encodeElsa(codes: SparseCodes, epochsDone: number, levels: readonly ElsaLevel[]): Uint8Array {
  const { items, entries, columns, values } = codes;
  const tensors = new Map<string, Tensor>([['columns', tensorOf(columns, [items, entries])]]);
  for (const name of MOMENTS) tensors.set(name, tensorOf(values[name], [items, entries]));
  for (const level of levels) addLevel(tensors, level, `${level.entries}.`);
  return encodeSafetensors({
    tensors,
    metadata: { epochs: String(epochsDone), levels: levels.map((level) => level.entries).join(' ') },
  });
}

/** Puts codes back to where a checkpoint left them. */
export function decodeElsa(
  codes: SparseCodes,
  bytes: Uint8Array,
): { epochsDone: number; levels: ElsaLevel[] } {
  const { tensors, metadata } = decodeSafetensors(bytes, 'checkpoint');
  const [weights, first, second] = MOMENTS.map((name) => floatsOf(tensors.get(name)!));
  codes.restore(integersOf(tensors.get('columns')!), { weights: weights!, first: first!, second: second! });
  const done = (metadata.levels ?? '').split(' ').filter((name) => name !== '');
  return {
    epochsDone: Number(metadata.epochs),
    levels: done.map((entries) => readLevel(tensors, codes.dim, `${entries}.`)),
  };
}

/** One finished size. */
export function encodeLevel(level: ElsaLevel): Uint8Array {
  const tensors = new Map<string, Tensor>();
  addLevel(tensors, level, '');
  return encodeSafetensors({ tensors, metadata: { dim: String(level.dim) } });
}

export function decodeLevel(bytes: Uint8Array): ElsaLevel {
  const { tensors, metadata } = decodeSafetensors(bytes, 'sparse codes');
  return readLevel(tensors, Number(metadata.dim), '');
}

/** Name of the file of a finished size. */
export function levelFile(entries: number): string {
  return `entries-${entries}.safetensors`;
}

function addLevel(tensors: Map<string, Tensor>, level: ElsaLevel, prefix: string): void {
  const shape = [level.items, level.entries];
  tensors.set(`${prefix}columns`, tensorOf(level.columns, shape));
  tensors.set(`${prefix}unit`, tensorOf(level.unit, shape));
}

function readLevel(tensors: ReadonlyMap<string, Tensor>, dim: number, prefix: string): ElsaLevel {
  const columns = tensors.get(`${prefix}columns`)!;
  const [items = 0, entries = 0] = columns.shape;
  const unit = floatsOf(tensors.get(`${prefix}unit`)!);
  return { items, dim, entries, columns: integersOf(columns), unit };
}
