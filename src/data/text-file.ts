import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { AttarError } from '../core/errors.ts';
import { sqlText } from './duckdb.ts';
import type { TextLayout } from './layouts.ts';
import type { ReadOptions } from './numeric-file.ts';
import { columnPositions, firstLine, shorten } from './source-folder.ts';

/** The rows of a CSV file in file order: columns[c][row], in the order of the layout's columns; blanks are ''. */
export interface TextRows {
  readonly columns: readonly (readonly string[])[];
  readonly rows: number;
  /** Bad rows left out. */
  readonly skipped: number;
}

/** Reads a UTF-8 CSV file with quoted text. The first column is an id and must be a whole number. */
export async function readText(
  connection: DuckDBConnection,
  folder: string,
  layout: TextLayout,
  { skipBadRows = false }: ReadOptions = {},
): Promise<TextRows> {
  const path = join(folder, layout.file);
  const header = (await firstLine(path, layout.file))
    .split(',')
    .map((name) => name.replaceAll('"', '').trim());
  columnPositions(layout.file, header, layout.columns);
  const all = await readColumns(connection, path, layout, header, skipBadRows);
  const good = all.columns[0]!.flatMap((id, row) => (/^\d+$/.test(id) ? [row] : []));
  const bad = all.columns[0]!.findIndex((id) => !/^\d+$/.test(id));
  if (bad !== -1 && !skipBadRows) {
    throw badRow(
      `${layout.file} row ${(bad + 1).toLocaleString('en')}`,
      `${layout.columns[0]} "${shorten(all.columns[0]![bad]!)}" is not a whole number`,
    );
  }
  if (good.length === 0)
    throw new AttarError('data/layout', `${layout.file} has no readable row; download it again`);
  return {
    columns: all.columns.map((column) => good.map((row) => column[row]!)),
    rows: good.length,
    skipped: all.skipped + all.columns[0]!.length - good.length,
  };
}

async function readColumns(
  connection: DuckDBConnection,
  path: string,
  layout: TextLayout,
  header: readonly string[],
  skipBadRows: boolean,
): Promise<{ columns: string[][]; skipped: number }> {
  const types = header.map((name) => `${sqlText(name)}: 'VARCHAR'`).join(', ');
  const table = 'rejected_rows';
  const rejects = skipBadRows ? `, store_rejects = true, rejects_table = '${table}'` : '';
  const wanted = layout.columns.map((name) => `coalesce("${name.replaceAll('"', '""')}", '')`).join(', ');
  const source =
    `read_csv(${sqlText(path)}, columns = {${types}}, auto_detect = false, header = true, ` +
    `delim = ',', quote = '"', escape = '"'${rejects})`;
  try {
    const result = await connection.run(`SELECT ${wanted} FROM ${source}`);
    const columns = (await result.getColumns()).map((column) => column.map(String));
    const skipped = skipBadRows ? await dropRejects(connection, table) : 0;
    return { columns: columns.length > 0 ? columns : layout.columns.map(() => []), skipped };
  } catch (cause) {
    throw csvFault(layout.file, cause);
  }
}

async function dropRejects(connection: DuckDBConnection, table: string): Promise<number> {
  const result = await connection.run(`SELECT count(DISTINCT line) FROM ${table}`);
  const [[count] = [0]] = await result.getRows();
  await connection.run(`DROP TABLE ${table}`);
  await connection.run('DROP TABLE reject_scans');
  return Number(count);
}

/** What DuckDB says of a CSV file, as one of our errors. */
function csvFault(file: string, cause: unknown): AttarError {
  const message = cause instanceof Error ? cause.message : String(cause);
  const line = /Error on Line: (\d+)/.exec(message)?.[1];
  if (line === undefined) {
    return new AttarError('data/layout', `${file} cannot be read as CSV: ${shorten(message)}`, { cause });
  }
  const reason = /utf-8|unicode/i.test(message)
    ? 'the text is not UTF-8'
    : (/^(Expected Number of Columns.*|Value with unterminated quote.*|.*quote.*)$/im.exec(message)?.[1] ??
      'torn row');
  return badRow(`${file} line ${Number(line).toLocaleString('en')}`, shorten(reason), cause);
}

function badRow(where: string, fault: string, cause?: unknown): AttarError {
  return new AttarError('data/bad-row', `${where}: ${fault}; use --skip-bad-rows to leave such rows out`, {
    cause,
  });
}
