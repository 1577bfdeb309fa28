import type { ExplorerText, Text } from '../../text/text.ts';
import type { Manifest } from '../../types.ts';
import { REQUESTS } from './measure.ts';
import type { BackendResult } from './measure.ts';

/** The measurements as plain text, for an issue or a message. */
export function reportText(
  { title, counts, files }: Pick<Manifest, 'title' | 'counts' | 'files'>,
  results: readonly BackendResult[],
  browser: string,
  { compare, format }: Text,
  { device }: ExplorerText,
): string {
  const lines = results.map((result) => {
    const name = compare.backends[result.backend];
    if (!result.ran) return device.reportNotHere(name, result.reason);
    const { least, median, p95, most } = result.spread;
    const times = [least, median, p95, most].map(format.milliseconds).join(' / ');
    const memory = result.memory === null ? device.memoryUntold : format.bytes(result.memory);
    return device.reportTimes(
      name,
      device.where[result.thread],
      times,
      format.milliseconds(result.start),
      memory,
    );
  });
  const size = format.bytes(files['student.safetensors'].bytes);
  const model = device.reportModel(title, format.count(counts.items), size);
  return [device.reportHeading(REQUESTS), model, ...lines, browser, ''].join('\n');
}
