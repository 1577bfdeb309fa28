import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { chromiumOptions } from '../../scripts/chromium.ts';
import { toolScript } from '../../scripts/run-tool.mjs';

export type Preset = 'desktop' | 'mobile';

/** What one run of Lighthouse comes to. */
export interface Audit {
  /** 0 to 100. */
  readonly performance: number;
  readonly accessibility: number;
  readonly bestPractices: number;
  /** First and largest contentful paint, blocked time, speed index: ms under the preset's slowed network and processor. */
  readonly fcpMs: number;
  readonly lcpMs: number;
  readonly tbtMs: number;
  readonly speedIndexMs: number;
  /** Cumulative layout shift, without a unit. */
  readonly cls: number;
  /** Audits that cost a category some of its points, by name; those of performance left out. */
  readonly faults: readonly string[];
}

const CATEGORIES = {
  performance: 'performance',
  accessibility: 'accessibility',
  bestPractices: 'best-practices',
};

/** Runs Lighthouse once, in a process and a browser profile of its own. */
export async function audit(address: string, preset: Preset): Promise<Audit> {
  const { args, executablePath } = chromiumOptions();
  const options = [
    `--only-categories=${Object.values(CATEGORIES).join()}`,
    `--chrome-flags=${[...args, '--headless'].join(' ')}`,
    ...(preset === 'desktop' ? ['--preset=desktop'] : []),
    '--output=json',
    '--quiet',
    '--no-enable-error-reporting',
  ];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [toolScript('lighthouse'), address, ...options],
    { env: { ...process.env, CHROME_PATH: executablePath }, maxBuffer: 64 << 20 },
  );
  return readAudit(JSON.parse(stdout) as LighthouseResult);
}

/** The part of Lighthouse's JSON that is read. */
export interface LighthouseResult {
  readonly runtimeError?: { readonly message: string };
  readonly categories: Readonly<
    Record<
      string,
      {
        readonly score: number | null;
        readonly auditRefs: readonly { readonly id: string; readonly weight: number }[];
      }
    >
  >;
  readonly audits: Readonly<
    Record<string, { readonly score: number | null; readonly numericValue?: number; readonly title: string }>
  >;
}

/** Throws where Lighthouse could not look at the page, or has no score for a category. */
export function readAudit({ runtimeError, categories, audits }: LighthouseResult): Audit {
  if (runtimeError) throw new Error(`Lighthouse: ${runtimeError.message}`);
  const score = (category: string): number => {
    const found = categories[category]?.score;
    if (found === undefined || found === null) throw new Error(`Lighthouse has no score for ${category}`);
    return Math.round(found * 100);
  };
  const value = (id: string): number => audits[id]?.numericValue ?? Number.NaN;
  const faults = [CATEGORIES.accessibility, CATEGORIES.bestPractices]
    .flatMap((category) => categories[category]!.auditRefs)
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
    .map(({ id }) => `${id}: ${audits[id]!.title}`);
  return {
    performance: score(CATEGORIES.performance),
    accessibility: score(CATEGORIES.accessibility),
    bestPractices: score(CATEGORIES.bestPractices),
    fcpMs: value('first-contentful-paint'),
    lcpMs: value('largest-contentful-paint'),
    tbtMs: value('total-blocking-time'),
    speedIndexMs: value('speed-index'),
    cls: value('cumulative-layout-shift'),
    faults,
  };
}
