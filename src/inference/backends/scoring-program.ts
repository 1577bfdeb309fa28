import type { GPGPUProgram } from '@tensorflow/tfjs-backend-webgl/dist/gpgpu_math';
import type { QuantisedTable } from '../../core/hybrid.ts';

/** Where a table's codes lie in an RGBA8 texture: whole items side by side, rows of them below one another. */
export interface CodeLayout {
  /** Texels of one item: four bytes each, so four 8-bit codes or eight 4-bit codes. */
  readonly texels: number;
  readonly itemsPerRow: number;
  readonly width: number;
  readonly height: number;
}

/** The layout of a table in a texture of at most `largest` texels a side; height may come out too large. */
export function layOut(table: QuantisedTable, largest: number): CodeLayout {
  const texels = Math.ceil(table.columns / (table.bits === 8 ? 4 : 8));
  const itemsPerRow = Math.max(1, Math.min(table.rows, Math.floor(largest / texels)));
  return { texels, itemsPerRow, width: itemsPerRow * texels, height: Math.ceil(table.rows / itemsPerRow) };
}

/** bytes[height, width, 4]: the table's codes, an 8-bit one plus 128, a 4-bit pair as it is. */
export function packCodes(table: QuantisedTable, layout: CodeLayout): Uint8Array {
  const { rows, columns, bits, codes } = table;
  const bytesPerItem = bits === 8 ? columns : columns / 2;
  const stride = 4 * layout.texels;
  const bytes = new Uint8Array(4 * layout.width * layout.height);
  for (let row = 0; row < rows; row++) {
    for (let b = 0; b < bytesPerItem; b++) {
      const code = codes[row * bytesPerItem + b]!;
      bytes[row * stride + b] = bits === 8 ? code + 128 : code;
    }
  }
  return bytes;
}

/** The user vector in the order in which the program reads it; padding is zero, so it adds nothing. */
export function packUser(user: Float32Array, bits: 4 | 8, texels: number): number[] {
  const packed = Array.from({ length: texels * (bits === 8 ? 4 : 8) }, () => 0);
  user.forEach((value, column) => {
    if (bits === 8) packed[column] = value;
    // A texel's four low halves hold the even columns of eight, its high halves the odd ones.
    else packed[(column >> 3) * 8 + (column & 1) * 4 + ((column & 7) >> 1)] = value;
  });
  return packed;
}

/**
 * out[items] = scale[items] · (codes[items, dim] · user[dim]) + added[items], on codes that stay bytes.
 * Inputs: `codes`, `scale`, `added`; uniform: `user`.
 */
export function scoringProgram(items: number, bits: 4 | 8, layout: CodeLayout): GPGPUProgram {
  const { texels, itemsPerRow } = layout;
  const eight = 'sum += dot(bytes - 128.0, user[t]);';
  const four = `
      vec4 high = floor(bytes * 0.0625);
      sum += dot(bytes - 16.0 * high - 8.0, user[2 * t]) + dot(high - 8.0, user[2 * t + 1]);`;
  return {
    variableNames: ['codes', 'scale', 'added'],
    outputShape: [items],
    customUniforms: [{ name: 'user', arrayIndex: bits === 8 ? texels : 2 * texels, type: 'vec4' }],
    userCode: `
  void main() {
    int item = getOutputCoords();
    int row = item / ${itemsPerRow};
    int column = (item - row * ${itemsPerRow}) * ${texels};
    float sum = 0.0;
    for (int t = 0; t < ${texels}; t++) {
      // Texels arrive as byte / 255; rounding makes them the exact integers again.
      vec4 bytes = floor(texelFetch(codes, ivec2(column + t, row), 0) * 255.0 + 0.5);
      ${bits === 8 ? eight : four}
    }
    setOutput(sum * getScale(item) + getAdded(item));
  }`,
  };
}
