import type { HybridStorage, HybridStudent } from '../core/hybrid.ts';
import { decodeCoded, encodeCoded } from './hybrid-coded.ts';
import { PLAIN, readMetadata } from './hybrid-parts.ts';
import { decodePlain, encodePlain } from './hybrid-plain.ts';
import { decodeSafetensors, encodeSafetensors } from './safetensors.ts';
import { roundStudent } from './storage.ts';

/**
 * student.safetensors of a student: plain tensors, or entropy-coded ones if the options, `student.storage`
 * or a table's `storedBits` ask for them. Numbers are rounded to what is stored, so figures must come from
 * what `decodeHybrid` gives back. Throws `bundle/format` for shapes or numbers that do not fit.
 */
export function encodeHybrid(student: HybridStudent, options?: Partial<HybridStorage>): Uint8Array {
  const storage = storageOf(student, options);
  const bytes = encodeSafetensors(
    storage === undefined ? encodePlain(student) : encodeCoded(roundStudent(student, storage), storage),
  );
  decodeHybrid(bytes);
  return bytes;
}

/** The student in student.safetensors. Throws `bundle/format` or `bundle/version`; copies every table. */
export function decodeHybrid(bytes: Uint8Array): HybridStudent {
  const file = decodeSafetensors(bytes);
  const { exponent, version } = readMetadata(file.metadata);
  return version === PLAIN ? decodePlain(file, exponent) : decodeCoded(file, exponent);
}

/** What `decodeHybrid` makes of `encodeHybrid`'s bytes: the student whose figures may be published. */
export function roundToStorage(student: HybridStudent, options?: Partial<HybridStorage>): HybridStudent {
  return decodeHybrid(encodeHybrid(student, options));
}

function storageOf(student: HybridStudent, options?: Partial<HybridStorage>): HybridStorage | undefined {
  const { storage } = student;
  const short = student.in.storedBits ?? student.out.storedBits;
  if (options === undefined && storage === undefined && short === undefined) return undefined;
  return {
    sparseBits: options?.sparseBits ?? storage?.sparseBits ?? 8,
    scaleBits: options?.scaleBits ?? storage?.scaleBits ?? 16,
  };
}
