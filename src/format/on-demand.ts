/** The files of a bundle that no list needs. */
import type { LinearRows } from '../core/linear.ts';
import { fileFault } from './file-fault.ts';
import { checkIndices } from './indices.ts';
import { checkShape, parseJson } from './json.ts';
import { decodeLinearRows } from './linear-file.ts';
import { linearFileName } from './linear-file-name.ts';
import { goldenSchema, reportSchema, samplesSchema } from './on-demand-schema.ts';
import type { Golden, Report, Samples } from './on-demand-schema.ts';
import { BUNDLE_FILES } from './schema.ts';
import type { Manifest } from './schema.ts';

/** samples.json, every index inside the catalogue, every list as long as its probabilities. */
export function parseSamples(bytes: Uint8Array, manifest: Manifest): Samples {
  const name = BUNDLE_FILES.samples;
  const samples = checkShape(name, samplesSchema, parseJson(name, bytes));
  for (const { history, heldOut, teacher } of samples.users) {
    for (const list of [history, heldOut, teacher.items]) {
      checkIndices(name, 'users', list, manifest.counts.items);
    }
    if (teacher.items.length !== teacher.probabilities.length) {
      throw fileFault(
        name,
        `${teacher.items.length} items but ${teacher.probabilities.length} probabilities`,
      );
    }
  }
  return samples;
}

/** golden.json, every index inside the catalogue, every list as long as its scores. */
export function parseGolden(bytes: Uint8Array, manifest: Manifest): Golden {
  const name = BUNDLE_FILES.golden;
  const golden = checkShape(name, goldenSchema, parseJson(name, bytes));
  for (const { likes, dislikes, items, scores } of golden.cases) {
    checkIndices(name, 'cases', [...likes, ...dislikes], manifest.counts.items);
    checkIndices(name, 'cases', items, manifest.counts.items);
    if (items.length !== scores.length) {
      throw fileFault(name, `${items.length} items but ${scores.length} scores`);
    }
  }
  return golden;
}

/** report.json. */
export function parseReport(bytes: Uint8Array, manifest: Manifest): Report {
  const name = BUNDLE_FILES.report;
  const report = checkShape(name, reportSchema, parseJson(name, bytes));
  if (report.items !== manifest.counts.items) {
    throw fileFault(name, `${report.items} items; expected ${manifest.counts.items}`);
  }
  return report;
}

/** The rows of the teacher that one file holds. */
export function parseLinearRows(bytes: Uint8Array, file: number, manifest: Manifest): LinearRows {
  const { itemsPerFile, tables } = manifest.linear!;
  const { items } = manifest.counts;
  const rows = Math.min(itemsPerFile, items - file * itemsPerFile);
  return decodeLinearRows(bytes, linearFileName(file), { items, rows, tables: tables.length });
}
