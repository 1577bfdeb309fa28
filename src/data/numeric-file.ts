import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { AttarError } from '../core/errors.ts';
import { sqlText } from './duckdb.ts';
import type { NumericColumn, NumericLayout } from './layouts.ts';
import { columnPositions, firstLine, shorten } from './source-folder.ts';

/** The rows of a file in file order: columns[c][row], in the order of the layout's columns. */
export interface NumericRows {
  readonly columns: readonly Float64Array[];
  readonly rows: number;
  /** Bad rows left out. */
  readonly skipped: number;
}

export interface ReadOptions {
  /** Leave bad rows out and count them, instead of stopping at the first. */
  readonly skipBadRows?: boolean;
}

/** Where the columns stand in a row of `width` fields. */
interface Shape {
  readonly width: number;
  readonly positions: readonly number[];
  readonly headerLines: 0 | 1;
}

/**
 * Reads a file of numbers. Every row is checked: field count, numbers, ranges. Lines are taken whole
 * and split in SQL, so that a message can name the line even where a row is torn.
 */
export async function readNumbers(
  connection: DuckDBConnection,
  folder: string,
  layout: NumericLayout,
  { skipBadRows = false }: ReadOptions = {},
): Promise<NumericRows> {
  const path = join(folder, layout.file);
  const shape = await shapeOf(path, layout);
  const parts: Float64Array[][] = layout.columns.map(() => []);
  let skipped = 0;
  const result = await readable(layout, () => connection.stream(selectRows(path, layout, shape)));
  const nextChunk = (): ReturnType<typeof result.fetchChunk> => readable(layout, () => result.fetchChunk());
  for (let chunk = await nextChunk(); chunk && chunk.rowCount > 0; chunk = await nextChunk()) {
    const badLines = chunk.getColumnValues(layout.columns.length);
    const good = badLines.flatMap((bad, row) => (bad === null ? [row] : []));
    skipped += badLines.length - good.length;
    if (!skipBadRows && skipped > 0) {
      const row = badLines.findIndex((bad) => bad !== null);
      const text = chunk.getColumnValues(layout.columns.length + 1)[row];
      throw badRow(layout, shape, Number(badLines[row]), String(text));
    }
    layout.columns.forEach((_, c) => {
      const values = chunk.getColumnValues(c);
      parts[c]!.push(Float64Array.from(good, (row) => Number(values[row])));
    });
  }
  const columns = parts.map(concatenate);
  const rows = columns[0]!.length;
  if (rows === 0)
    throw new AttarError('data/layout', `${layout.file} has no readable row; download it again`);
  return { columns, rows, skipped };
}

/** DuckDB refuses a file with bytes that are no text, or a line of megabytes, in words of its own. */
async function readable<T>(layout: NumericLayout, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    const reason = shorten(cause instanceof Error ? cause.message : String(cause));
    throw new AttarError(
      'data/layout',
      `${layout.file} cannot be read as text (${reason}); it is damaged or not this file: download it again`,
      { cause },
    );
  }
}

async function shapeOf(path: string, layout: NumericLayout): Promise<Shape> {
  const line = await firstLine(path, layout.file);
  const header = layout.fields ?? line.split(layout.separator).map((name) => name.trim());
  const wanted = layout.columns.map(({ name }) => name);
  return {
    width: header.length,
    positions: columnPositions(layout.file, header, wanted),
    headerLines: layout.fields ? 0 : 1,
  };
}

/** Columns of the layout as doubles, then line number and text of a bad row, else nulls. */
function selectRows(path: string, layout: NumericLayout, shape: Shape): string {
  // Latin-1 reads almost any byte, so a damaged line becomes a bad row instead of an unreadable file; no
  // line holds the separator U+0001, so each is one field.
  const lines =
    `read_csv(${sqlText(path)}, columns = {'line': 'VARCHAR'}, auto_detect = false, header = false, ` +
    `delim = ${sqlText('\u0001')}, quote = '', escape = '', encoding = 'latin-1')`;
  const values = layout.columns.map(
    (_, c) => `TRY_CAST(fields[${shape.positions[c]! + 1}] AS DOUBLE) AS c${c}`,
  );
  const checks = layout.columns.map(
    ({ from, to, whole }, c) => `c${c} BETWEEN ${from} AND ${to}${whole ? ` AND c${c} = floor(c${c})` : ''}`,
  );
  const good = [`len(fields) = ${shape.width}`, ...checks].join(' AND ');
  return `
    WITH numbered AS (SELECT row_number() OVER () AS number, rtrim(line, chr(13)) AS text FROM ${lines}),
    split AS (
      SELECT number, text, string_split(text, ${sqlText(layout.separator)}) AS fields
      FROM numbered WHERE number > ${shape.headerLines} AND text <> ''
    ),
    typed AS (SELECT number, text, fields, ${values.join(', ')} FROM split)
    SELECT ${layout.columns.map((_, c) => `c${c}`).join(', ')},
      CASE WHEN ${good} THEN NULL ELSE number END, CASE WHEN ${good} THEN NULL ELSE text END
    FROM typed`;
}

function badRow(layout: NumericLayout, shape: Shape, line: number, text: string): AttarError {
  const fields = text.split(layout.separator);
  const where = `${layout.file} line ${line.toLocaleString('en')}`;
  const fault =
    fields.length === shape.width
      ? faultyValue(layout, shape, fields)
      : `expected ${shape.width} fields, got ${fields.length}: "${shorten(text)}"`;
  return new AttarError('data/bad-row', `${where}: ${fault}; use --skip-bad-rows to leave such rows out`);
}

function faultyValue(layout: NumericLayout, shape: Shape, fields: readonly string[]): string {
  const faults = layout.columns.flatMap((column, c) => {
    const text = fields[shape.positions[c]!]!;
    return isAllowed(column, text) ? [] : [`${column.name} "${shorten(text)}" is not ${describe(column)}`];
  });
  return faults[0] ?? `"${shorten(fields.join(layout.separator))}" cannot be read as numbers`;
}

function isAllowed({ from, to, whole }: NumericColumn, text: string): boolean {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return value >= from && value <= to && (!whole || Number.isInteger(value));
}

function describe({ from, to, whole }: NumericColumn): string {
  return `a ${whole ? 'whole ' : ''}number from ${from} to ${to}`;
}

function concatenate(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
