import { describe, expect, test } from 'vitest';
import type { Row } from '../report.ts';
import { engineTargets } from './targets.ts';

function latency(route: string, items: number, medianMs: number): Row {
  return { part: 'latency', route, items, figures: { medianMs, p95Ms: 2 * medianMs, calls: 9 } };
}

describe('the targets of the engine', () => {
  test('are worked out as ratios of medians at the same size: 60 / 5 is 12 times faster', () => {
    const rows = [
      latency('attar webgl', 100_000, 6),
      latency('tfjs webgl matMul + topk', 100_000, 60),
      latency('raw WebGL2 RGBA8 + heap', 100_000, 4),
      latency('attar webgl', 1_000_000, 50),
    ];
    expect(engineTargets(rows)).toEqual([
      {
        what: 'WebGL against tfjs matMul + topk, 100k items: times faster',
        target: '>= 10',
        measured: 10,
        met: true,
      },
      {
        what: 'WebGL against raw WebGL2 of the same bytes, 100k items: share of its time',
        target: '<= 1.25',
        measured: 1.5,
        met: false,
      },
    ]);
  });

  test('are judged before they are rounded: 9.999 is not 10', () => {
    const rows = [latency('attar webgl', 100_000, 1), latency('tfjs webgl matMul + topk', 100_000, 9.999)];
    expect(engineTargets(rows)[0]).toMatchObject({ measured: 10, met: false });
  });

  test('are not met by what never happened: no context came back, so there is no longest time', () => {
    const figures = { wrong: 0, unanswered: 0, stayed: 3, backLongestMs: Number.NaN };
    const verdicts = engineTargets([{ part: 'loss', route: 'attar webgl', figures }]);
    expect(verdicts.map(({ met }) => met)).toEqual([true, true, false, false]);
  });

  test('allow no growth at all over 10,000 requests', () => {
    const count = (when: string, textures: number, tensors: number): Row => ({
      part: 'endurance',
      route: `attar webgl, ${when}`,
      figures: { textures, tensors },
    });
    const verdicts = engineTargets([count('before many requests', 6, 3), count('after many requests', 7, 3)]);
    expect(verdicts).toEqual([
      { what: '10,000 requests: growth of tensors', target: '= 0', measured: 0, met: true },
      { what: '10,000 requests: growth of textures', target: '= 0', measured: 1, met: false },
    ]);
  });

  test('count the code of the larger of the two ways to run', () => {
    const size = (route: string, brotliBytes: number): Row => ({
      part: 'size',
      route,
      figures: { brotliBytes },
    });
    const verdicts = engineTargets([
      size('attar on the page', 60 * 1024),
      size('attar in a worker', 71 * 1024),
      size('attar on the page, first list by wasm', 15 * 1024),
      size('attar in a worker, first list by wasm', 14 * 1024),
    ]);
    expect(verdicts.map(({ measured, met }) => [measured, met])).toEqual([
      [71, false],
      [15, true],
    ]);
  });

  test('say nothing of what a run did not measure', () => {
    expect(engineTargets([])).toEqual([]);
  });
});
