import { DEPTH, PANEL_COLUMNS, PANEL_ROWS } from './blocking';
import { at } from './vector';

/**
 * Packs a[rows, depth] into panels of 6 rows, each panel depth-first: out[panel][p][row]. Element (i, p) lies
 * at a + i · rowStride + p · columnStride; one of the strides is 1. Rows past the end are 0.
 */
export function packRows(
  a: usize, rowStride: i32, columnStride: i32, rows: i32, depth: i32, out: usize,
): void {
  const whole = rows - (rows % PANEL_ROWS);
  if (columnStride == 1) {
    for (let i = 0; i < whole; i += PANEL_ROWS) {
      packSixRows(at(a, i * rowStride), rowStride, depth, at(out, i * depth));
    }
  } else {
    for (let p = 0; p < depth; p++) {
      // The source is contiguous along i: reading it straight on spares one memory page a value.
      const from = at(a, p * columnStride);
      const to = at(out, p * PANEL_ROWS);
      for (let i = 0; i < whole; i += PANEL_ROWS) {
        v128.store(at(to, i * depth), v128.load(at(from, i)));
        store<u64>(at(to, i * depth + 4), load<u64>(at(from, i + 4)));
      }
    }
  }
  if (whole == rows) return;
  const last = at(out, whole * depth);
  for (let p = 0; p < depth; p++) {
    for (let r = 0; r < PANEL_ROWS; r++) {
      const inside = whole + r < rows;
      const value: f32 = inside ? load<f32>(at(a, (whole + r) * rowStride + p * columnStride)) : 0;
      store<f32>(at(last, p * PANEL_ROWS + r), value);
    }
  }
}

/** One panel of six contiguous rows: 4 × 4 transposes in registers, six rows by four depths at a time. */
function packSixRows(a: usize, stride: i32, depth: i32, out: usize): void {
  const whole = depth & ~3;
  let p = 0;
  for (; p < whole; p += 4) {
    const row0 = v128.load(at(a, p));
    const row1 = v128.load(at(a, p + stride));
    const row2 = v128.load(at(a, p + 2 * stride));
    const row3 = v128.load(at(a, p + 3 * stride));
    const row4 = v128.load(at(a, p + 4 * stride));
    const row5 = v128.load(at(a, p + 5 * stride));
    const low01 = v128.shuffle<f32>(row0, row1, 0, 4, 1, 5);
    const low23 = v128.shuffle<f32>(row2, row3, 0, 4, 1, 5);
    const low45 = v128.shuffle<f32>(row4, row5, 0, 4, 1, 5);
    const high01 = v128.shuffle<f32>(row0, row1, 2, 6, 3, 7);
    const high23 = v128.shuffle<f32>(row2, row3, 2, 6, 3, 7);
    const high45 = v128.shuffle<f32>(row4, row5, 2, 6, 3, 7);
    v128.store(out, v128.shuffle<f64>(low01, low23, 0, 2), 0);
    v128.store_lane<u64>(out, low45, 0, 16);
    v128.store(out, v128.shuffle<f64>(low01, low23, 1, 3), 24);
    v128.store_lane<u64>(out, low45, 1, 40);
    v128.store(out, v128.shuffle<f64>(high01, high23, 0, 2), 48);
    v128.store_lane<u64>(out, high45, 0, 64);
    v128.store(out, v128.shuffle<f64>(high01, high23, 1, 3), 72);
    v128.store_lane<u64>(out, high45, 1, 88);
    out += 96;
  }
  for (; p < depth; p++) {
    for (let r = 0; r < PANEL_ROWS; r++) store<f32>(at(out, r), load<f32>(at(a, r * stride + p)));
    out += 24;
  }
}

/**
 * Packs panels begin … end of b[depth, columns], eight columns each, for multiplyTiles: the depth is cut into
 * blocks; block by block, panel by panel, out[block][panel][p][column]. Columns past the end are 0.
 */
export function packPanels(
  begin: i32, end: i32, scratch: usize,
  b: usize, rowStride: i32, columnStride: i32, depth: i32, columns: i32, out: usize,
): void {
  const padded = (columns + PANEL_COLUMNS - 1) & ~(PANEL_COLUMNS - 1);
  for (let p = 0; p < depth; p += DEPTH) {
    const length = min(DEPTH, depth - p);
    for (let panel = begin; panel < end; panel++) {
      const j = panel * PANEL_COLUMNS;
      const from = at(b, p * rowStride + j * columnStride);
      const to = at(out, p * padded + j * length);
      if (j + PANEL_COLUMNS > columns) packEdge(from, rowStride, columnStride, length, columns - j, to);
      else if (columnStride == 1) copyEightColumns(from, rowStride, length, to);
      else packEightColumns(from, columnStride, length, to);
    }
  }
}

function copyEightColumns(b: usize, stride: i32, depth: i32, out: usize): void {
  for (let p = 0; p < depth; p++) {
    v128.store(out, v128.load(b));
    v128.store(out, v128.load(b, 16), 16);
    b = at(b, stride);
    out += 32;
  }
}

/** One panel of eight columns, each contiguous along the depth: two 4 × 4 transposes for four depths. */
function packEightColumns(b: usize, stride: i32, depth: i32, out: usize): void {
  const whole = depth & ~3;
  packFourColumns(b, stride, whole, out);
  packFourColumns(at(b, 4 * stride), stride, whole, out + 16);
  for (let p = whole; p < depth; p++) {
    for (let c = 0; c < PANEL_COLUMNS; c++) {
      store<f32>(at(out, p * PANEL_COLUMNS + c), load<f32>(at(b, c * stride + p)));
    }
  }
}

function packFourColumns(b: usize, stride: i32, depth: i32, out: usize): void {
  for (let p = 0; p < depth; p += 4) {
    const column0 = v128.load(at(b, p));
    const column1 = v128.load(at(b, p + stride));
    const column2 = v128.load(at(b, p + 2 * stride));
    const column3 = v128.load(at(b, p + 3 * stride));
    const low01 = v128.shuffle<f32>(column0, column1, 0, 4, 1, 5);
    const low23 = v128.shuffle<f32>(column2, column3, 0, 4, 1, 5);
    const high01 = v128.shuffle<f32>(column0, column1, 2, 6, 3, 7);
    const high23 = v128.shuffle<f32>(column2, column3, 2, 6, 3, 7);
    v128.store(out, v128.shuffle<f64>(low01, low23, 0, 2), 0);
    v128.store(out, v128.shuffle<f64>(low01, low23, 1, 3), 32);
    v128.store(out, v128.shuffle<f64>(high01, high23, 0, 2), 64);
    v128.store(out, v128.shuffle<f64>(high01, high23, 1, 3), 96);
    out += 128;
  }
}

function packEdge(b: usize, rowStride: i32, columnStride: i32, depth: i32, columns: i32, out: usize): void {
  for (let p = 0; p < depth; p++) {
    for (let c = 0; c < PANEL_COLUMNS; c++) {
      store<f32>(at(out, c), c < columns ? load<f32>(at(b, p * rowStride + c * columnStride)) : 0);
    }
    out += 32;
  }
}
