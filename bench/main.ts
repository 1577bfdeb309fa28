/** `npm run bench [-- NAME] [--json] [--quick]`: runs a suite and prints tables, or JSON. */
import { parseArgs } from 'node:util';
import { describeReport } from './report.ts';
import { DEFAULT_SUITE, SUITES } from './suites.ts';

export async function main(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const name = positionals[0] ?? DEFAULT_SUITE;
  const load = SUITES[name];
  if (load === undefined || positionals.length > 1) {
    throw new Error(
      `there is no benchmark "${positionals.join(' ')}"; expected one of: ${Object.keys(SUITES).join(', ')}`,
    );
  }
  const suite = await load();
  // What is printed at the end is the result alone, so that it can be piped.
  const report = await suite({ quick: values.quick, log: (line) => void process.stderr.write(`${line}\n`) });
  const printed = values.json ? JSON.stringify(report, null, 2) : describeReport(report);
  process.stdout.write(`${printed}\n`);
}
