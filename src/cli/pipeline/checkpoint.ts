import { decodeSafetensors, encodeSafetensors, type Tensor } from '../../format/index.ts';
import type { Trainable } from '../../training/layers.ts';
import { type HybridParameters, TRAINABLE_NAMES } from '../../training/students/hybrid-parameters.ts';
import type { SparseValues } from '../../training/students/sparse-table.ts';
import { floatsOf, integersOf, tensorOf } from './tensors.ts';

const PARTS = ['weights', 'first', 'second'] as const;

/** Arrays in training by name: weights and Adam's moments, and how many epochs made them. */
export function encodeTrainables(
  arrays: Readonly<Record<string, Trainable>>,
  epochsDone: number,
): Uint8Array {
  const tensors = new Map<string, Tensor>();
  for (const [name, array] of Object.entries(arrays)) {
    for (const part of PARTS) tensors.set(`${name}.${part}`, tensorOf(array[part]));
  }
  return encodeSafetensors({ tensors, metadata: { epochs: String(epochsDone) } });
}

/** Fills the arrays from a checkpoint of the same shapes; returns the epochs done. */
export function restoreTrainables(arrays: Readonly<Record<string, Trainable>>, bytes: Uint8Array): number {
  const { tensors, metadata } = decodeSafetensors(bytes, 'checkpoint');
  for (const [name, array] of Object.entries(arrays)) {
    for (const part of PARTS) array[part].set(floatsOf(tensors.get(`${name}.${part}`)!));
  }
  return Number(metadata.epochs);
}

/** A student in training. */
export function encodeCheckpoint(parameters: HybridParameters, epochsDone: number): Uint8Array {
  return encodeTrainables(trainablesOf(parameters), epochsDone);
}

/** Fills a student's parameters; returns the epochs done. */
export function restoreCheckpoint(parameters: HybridParameters, bytes: Uint8Array): number {
  return restoreTrainables(trainablesOf(parameters), bytes);
}

/** Finished arrays by name. */
export function encodeArrays(arrays: ReadonlyMap<string, Float32Array>): Uint8Array {
  const tensors = new Map([...arrays].map(([name, values]) => [name, tensorOf(values)] as const));
  return encodeSafetensors({ tensors, metadata: {} });
}

export function decodeArrays(bytes: Uint8Array): Map<string, Float32Array> {
  const { tensors } = decodeSafetensors(bytes, 'arrays');
  return new Map([...tensors].map(([name, tensor]) => [name, floatsOf(tensor)] as const));
}

/** A sparse table as it goes from one stage to the next. */
export function encodeSparse(table: SparseValues): Uint8Array {
  const tensors = new Map<string, Tensor>([
    ['offsets', tensorOf(table.offsets)],
    ['columns', tensorOf(table.columns)],
    ['values', tensorOf(table.values)],
  ]);
  return encodeSafetensors({ tensors, metadata: {} });
}

export function decodeSparse(bytes: Uint8Array): SparseValues {
  const { tensors } = decodeSafetensors(bytes, 'sparse table');
  const offsets = integersOf(tensors.get('offsets')!);
  return {
    rows: offsets.length - 1,
    offsets,
    columns: integersOf(tensors.get('columns')!),
    values: floatsOf(tensors.get('values')!),
  };
}

function trainablesOf(parameters: HybridParameters): Record<string, Trainable> {
  const { steps } = parameters;
  return {
    ...Object.fromEntries(TRAINABLE_NAMES.map((name) => [name, parameters[name]])),
    ...(steps && { 'steps.in': steps.in, 'steps.out': steps.out }),
  };
}
