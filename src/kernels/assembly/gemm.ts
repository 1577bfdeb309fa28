import { DEPTH, EDGE_BYTES, PANEL_COLUMNS, PANEL_ROWS } from './blocking';
import { ADD, multiplyPanels, SET, SUBTRACT } from './micro-kernel';
import { packRows } from './pack';
import { at } from './vector';

/**
 * Tiles begin … end of c[m, n] =, += or −= a[m, k] · b[k, n], with b packed by packPanels. A tile is rowBlock
 * rows (a multiple of 6) by columnBlock columns (a multiple of 8), numbered row by row; `lower` leaves out
 * blocks that lie wholly above c's diagonal. The blocked scheme of Goto & van de Geijn 2008.
 */
export function multiplyTiles(
  begin: i32, end: i32, scratch: usize,
  m: i32, n: i32, k: i32, a: usize, rowStride: i32, columnStride: i32, packedB: usize, c: usize, stride: i32,
  write: i32, lower: i32, rowBlock: i32, columnBlock: i32,
): void {
  const across = (n + columnBlock - 1) / columnBlock;
  const padded = (n + PANEL_COLUMNS - 1) & ~(PANEL_COLUMNS - 1);
  const packedA = scratch + EDGE_BYTES;
  for (let tile = begin; tile < end; tile++) {
    const i = (tile / across) * rowBlock;
    const j = (tile % across) * columnBlock;
    const rows = min(rowBlock, m - i);
    const columns = min(columnBlock, n - j);
    if (lower && i + rows <= j) continue;
    for (let p = 0; p < k; p += DEPTH) {
      const depth = min(DEPTH, k - p);
      packRows(at(a, i * rowStride + p * columnStride), rowStride, columnStride, rows, depth, packedA);
      const panels = at(packedB, p * padded + j * depth);
      const tileOfC = at(c, i * stride + j);
      const way = p > 0 && write == SET ? ADD : write;
      multiplyTile(rows, columns, depth, packedA, panels, tileOfC, stride, way, lower, j - i, scratch);
    }
  }
}

/** One tile; `shift` is its first column minus its first row, for leaving blocks above the diagonal out. */
function multiplyTile(
  rows: i32, columns: i32, depth: i32, packedA: usize, packedB: usize, c: usize, stride: i32,
  write: i32, lower: i32, shift: i32, edge: usize,
): void {
  for (let j = 0; j < columns; j += PANEL_COLUMNS) {
    const b = at(packedB, j * depth);
    const width = min(PANEL_COLUMNS, columns - j);
    const first = lower ? max(0, ((j + shift) / PANEL_ROWS) * PANEL_ROWS) : 0;
    for (let i = first; i < rows; i += PANEL_ROWS) {
      const a = at(packedA, i * depth);
      const block = at(c, i * stride + j);
      const height = min(PANEL_ROWS, rows - i);
      if (height == PANEL_ROWS && width == PANEL_COLUMNS) {
        multiplyPanels(depth, a, b, block, stride, write);
      } else {
        multiplyPanels(depth, a, b, edge, PANEL_COLUMNS, SET);
        mergeEdge(edge, block, stride, height, width, write);
      }
    }
  }
}

/** Moves the part of a 6 × 8 block that lies inside c. */
function mergeEdge(edge: usize, c: usize, stride: i32, height: i32, width: i32, write: i32): void {
  for (let r = 0; r < height; r++) {
    for (let j = 0; j < width; j++) {
      const to = at(c, r * stride + j);
      const value = load<f32>(at(edge, r * PANEL_COLUMNS + j));
      const old: f32 = write == SET ? 0 : load<f32>(to);
      store<f32>(to, write == SUBTRACT ? old - value : old + value);
    }
  }
}
