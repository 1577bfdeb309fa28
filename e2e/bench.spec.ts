import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { ROUTE_NAMES } from '../bench/page/routes/names.ts';
import type { BenchReport, Row } from '../bench/report.ts';

const PROGRAM = join(import.meta.dirname, '../scripts/bench.mjs');

test('in the benchmark this engine and all its peers give the same lists, and every part of it runs', async () => {
  test.setTimeout(180_000);
  // A route with a wrong list, or with scores that are not the exact products, ends the program with an error.
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, '--quick', '--json']);
  const { rows, targets } = JSON.parse(stdout) as BenchReport;
  const of = (part: string): readonly Row[] => rows.filter((row) => row.part === part);

  expect(of('latency').map(({ route }) => route)).toEqual([...ROUTE_NAMES]);
  expect(of('request').map(({ route }) => route)).toEqual(['attar plain', 'attar wasm', 'attar webgl']);
  for (const { figures } of [...of('latency'), ...of('request'), ...of('start')]) {
    expect(figures.medianMs).toBeGreaterThan(0);
    expect(figures.p95Ms).toBeGreaterThanOrEqual(figures.medianMs!);
  }
  expect(of('memory').every(({ figures }) => figures.gpuBytes! > 640_000)).toBe(true);
  expect(of('loss')[0]!.figures).toMatchObject({ wrong: 0, unanswered: 0, stayed: 0 });
  expect(of('loss')[0]!.figures.elsewhere).toBeGreaterThan(0);
  expect(of('endurance')).toHaveLength(2);
  // Budgets, KiB: what a page may ever download, and what it has downloaded at a first list without WebGL.
  const kib = (route: string) => of('size').find((row) => row.route === route)!.figures.brotliBytes! / 1024;
  expect(kib('attar in a worker')).toBeLessThan(65.5);
  expect(kib('attar in a worker, first list by wasm')).toBeLessThan(23.8);
  for (const { met, measured, target } of targets) {
    expect(typeof met).toBe('boolean');
    expect(measured).not.toBeNaN();
    expect(target).toMatch(/^(>=|<=|=) [\d.]+$/);
  }
});

test('the benchmark of a slow link sees a first list before the student asked for, and without sharpening both at once', async () => {
  test.setTimeout(120_000);
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, 'link', '--quick', '--json']);
  const { rows } = JSON.parse(stdout) as BenchReport;
  const of = (sharpen: string) => rows.find(({ route }) => route === `movies, sharpen ${sharpen}`)!.figures;
  expect(of('never').firstListMs).toBeGreaterThan(0);
  expect(of('always').wholeStudentMs! - of('always').firstListMs!).toBeGreaterThan(500);
  expect(of('never').wholeStudentMs! - of('never').firstListMs!).toBeLessThan(100);
});

test('the benchmark of the app taps through it, and sees lists and code come', async () => {
  test.setTimeout(120_000);
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, 'app', '--quick', '--json']);
  const { rows, targets } = JSON.parse(stdout) as BenchReport;
  const taps = rows.find(({ part }) => part === 'tap')!;
  expect(taps.route).toBe('movies, wasm');
  expect(taps.figures.taps).toBe(3);
  expect(taps.figures.medianMs).toBeGreaterThan(0);
  expect(rows.filter(({ part }) => part === 'code').map(({ route }) => route)).toContainEqual(
    expect.stringMatching(/^index-.+\.js \(br\)$/),
  );
  expect(targets.map(({ what }) => what)).toHaveLength(3);
});
