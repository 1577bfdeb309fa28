import { describe, expect, test } from 'vitest';
import { readAudit } from './audit.ts';
import type { Audit, LighthouseResult } from './audit.ts';
import { lighthouseTargets } from './suite.ts';

const category = (score: number | null, ...auditRefs: { id: string; weight: number }[]) => ({
  score,
  auditRefs,
});

const RESULT: LighthouseResult = {
  categories: {
    performance: category(0.964, { id: 'total-blocking-time', weight: 30 }),
    accessibility: category(0.98, { id: 'color-contrast', weight: 7 }, { id: 'tabindex', weight: 0 }),
    'best-practices': category(1, { id: 'errors-in-console', weight: 1 }),
  },
  audits: {
    'total-blocking-time': { score: 0.9, numericValue: 120, title: 'Total Blocking Time' },
    'color-contrast': { score: 0, title: 'Contrast is too low' },
    'errors-in-console': { score: 1, title: 'No errors' },
    tabindex: { score: 0, title: 'Only told' },
  },
};

describe('a run of Lighthouse', () => {
  test('is told in points, with what it measured and the audits that cost points', () => {
    expect(readAudit(RESULT)).toMatchObject({
      performance: 96,
      accessibility: 98,
      bestPractices: 100,
      tbtMs: 120,
      faults: ['color-contrast: Contrast is too low'],
    });
  });

  test('that could not see the page, or rate it, is no run', () => {
    expect(() => readAudit({ ...RESULT, runtimeError: { message: 'NO_FCP' } })).toThrow('NO_FCP');
    const categories = { ...RESULT.categories, performance: category(null) };
    expect(() => readAudit({ ...RESULT, categories })).toThrow('no score for performance');
  });
});

test('of three runs the median counts, each category by itself', () => {
  const run = (performance: number, accessibility: number): Audit => ({
    ...readAudit(RESULT),
    performance,
    accessibility,
  });
  const targets = lighthouseTargets('mobile', [run(60, 100), run(88, 99), run(90, 100)]);
  expect(targets.map(({ target, measured, met }) => [target, measured, met])).toEqual([
    ['>= 85', 88, true],
    ['>= 100', 100, true],
    ['>= 100', 100, true],
  ]);
});
