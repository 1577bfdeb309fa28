import { AttarError } from '../core/errors.ts';
import type { HybridStudent } from '../core/hybrid.ts';
import { copyOf, studentFault } from './tensor-reader.ts';
import type { TensorReader } from './tensor-reader.ts';

export const FORMAT = 'attar-hybrid';
/** Version of plain tensors, and of entropy-coded ones. */
export const PLAIN = '1';
export const CODED = '2';
/** exp(gate) and size^exponent stay finite for every history far inside these bounds. */
const MAX_GATE = 64;
const MAX_EXPONENT = 8;

/** The exponent and the version that the metadata tells, checked. */
export function readMetadata(metadata: Readonly<Record<string, string>>): {
  exponent: number;
  version: typeof PLAIN | typeof CODED;
} {
  const { format, version, exponent = '' } = metadata;
  if (format !== FORMAT) throw studentFault(`metadata format is "${format}"; expected "${FORMAT}"`);
  if (version !== PLAIN && version !== CODED) {
    throw new AttarError(
      'bundle/version',
      `student.safetensors: version "${version}" of ${FORMAT}; this build reads versions "${PLAIN}" and "${CODED}"`,
    );
  }
  const value = Number(exponent);
  if (exponent.trim() === '' || !(Math.abs(value) <= MAX_EXPONENT)) {
    throw studentFault(`metadata exponent is "${exponent}"; expected a number of at most ${MAX_EXPONENT}`);
  }
  return { exponent: value, version };
}

/** gates[3], finite and small enough to be exponents. */
export function readGates(reader: TensorReader): HybridStudent['gates'] {
  const gates = new Float32Array(copyOf(reader.take('gates', ['F32'], [3]).bytes));
  if (gates.every((gate) => Math.abs(gate) <= MAX_GATE)) return gates;
  throw studentFault(`gates [${gates.join(', ')}] must lie between -${MAX_GATE} and ${MAX_GATE}`);
}
