// @ts-check
import { readFileSync } from 'node:fs';

/**
 * How many tests of a step passed, failed and were left out.
 * @typedef {{ passed: number, failed: number, skipped: number }} Tally
 */

/**
 * Counts a Vitest JSON report. A file that could not be run has no tests: it counts as one failure.
 * @param {string} path
 * @returns {Tally}
 */
export function tallyVitest(path) {
  const report = JSON.parse(readFileSync(path, 'utf8'));
  /** @type {{ status: string, assertionResults: unknown[] }[]} */
  const files = report.testResults;
  const broken = files.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * Counts a Playwright JSON report. A test that passed only when tried again counts as failed.
 * @param {string} path
 * @returns {Tally}
 */
export function tallyPlaywright(path) {
  const { stats, errors } = JSON.parse(readFileSync(path, 'utf8'));
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/**
 * The tally of one step: what its report says, or one failure when the step failed without any that it could
 * name. A step that has no report (types, say) counts only when it fails.
 * @param {number} code exit code
 * @param {(() => Tally) | undefined} readReport
 * @returns {Tally}
 */
export function tallyStep(code, readReport) {
  const tally = readReport ? tryReport(readReport) : { passed: 0, failed: 0, skipped: 0 };
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/**
 * No report at all is a failure, whatever the exit code says: the tests did not run.
 * @param {() => Tally} readReport
 * @returns {Tally}
 */
function tryReport(readReport) {
  try {
    return readReport();
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
