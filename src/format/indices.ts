import { fileFault } from './file-fault.ts';

/** Throws unless the item or tag indices are distinct and below the bound. */
export function checkIndices(name: string, field: string, indices: readonly number[], bound: number): void {
  const outside = indices.find((index) => index >= bound);
  if (outside !== undefined)
    throw fileFault(name, `${field} holds index ${outside}; expected indices below ${bound}`);
  if (!areDistinct(indices)) throw fileFault(name, `${field} names an index twice in one list`);
}

/** A catalogue has a list an item, most of a few tags: a set for each would take longer than looking. */
function areDistinct(indices: readonly number[]): boolean {
  if (indices.length > 16) return new Set(indices).size === indices.length;
  for (let at = 1; at < indices.length; at++) if (indices.indexOf(indices[at]!) < at) return false;
  return true;
}
