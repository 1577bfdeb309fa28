import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tallyPlaywright, tallyStep, tallyVitest } from './tally.mjs';

let folder;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'attar-tally-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

function file(content) {
  const path = join(folder, 'report.json');
  writeFileSync(path, JSON.stringify(content));
  return path;
}

describe('counting a Vitest report', () => {
  it('takes tests, and one failure for a file that could not be run', () => {
    const report = {
      numPassedTests: 7,
      numFailedTests: 2,
      numPendingTests: 1,
      numTodoTests: 1,
      testResults: [
        { status: 'failed', assertionResults: [{}, {}] },
        { status: 'failed', assertionResults: [] },
        { status: 'passed', assertionResults: [{}] },
      ],
    };
    expect(tallyVitest(file(report))).toEqual({ passed: 7, failed: 3, skipped: 2 });
  });
});

describe('counting a Playwright report', () => {
  it('takes a test that passed only when tried again for a failure', () => {
    const report = { stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 }, errors: [] };
    expect(tallyPlaywright(file(report))).toEqual({ passed: 4, failed: 2, skipped: 2 });
  });

  it('takes an error outside every test for a failure', () => {
    const report = { stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }, errors: [{}] };
    expect(tallyPlaywright(file(report)).failed).toBe(1);
  });
});

describe('the tally of a step', () => {
  const green = { passed: 3, failed: 0, skipped: 0 };

  it('is its report when both agree', () => {
    expect(tallyStep(0, () => green)).toEqual(green);
    expect(tallyStep(1, () => ({ ...green, failed: 2 }))).toEqual({ ...green, failed: 2 });
  });

  it('is one failure when the step failed and its report names none', () => {
    expect(tallyStep(1, () => green)).toEqual({ passed: 3, failed: 1, skipped: 0 });
    expect(tallyStep(2, undefined)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('is one failure when tests were to be counted and there is no report', () => {
    expect(tallyStep(0, () => tallyVitest(join(folder, 'nowhere.json'))).failed).toBe(1);
  });

  it('is nothing for a check that passed', () => {
    expect(tallyStep(0, undefined)).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });
});
