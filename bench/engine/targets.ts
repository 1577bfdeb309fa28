import { judge } from '../goal.ts';
import type { Bound } from '../goal.ts';
import type { Row, Target } from '../report.ts';

const KIB = 1024;

/** A target: gives what was measured, or nothing where the run did not measure it. */
interface Goal {
  readonly what: string;
  readonly bound: Bound;
  readonly limit: number;
  readonly measure: (find: Find) => number | undefined;
}

/** A figure of a run by part, route and number of items. */
type Find = (part: string, route: string, figure: string, items?: number) => number | undefined;

const MILLION = 1_000_000;

const GOALS: readonly Goal[] = [
  speedUp('WebGL against tfjs matMul + topk, 100k items: times faster', {
    ours: 'attar webgl',
    peer: 'tfjs webgl matMul + topk',
    items: 100_000,
    limit: 10,
  }),
  speedUp('WebGL against tfjs matMul + topk, 1M items: times faster', {
    ours: 'attar webgl',
    peer: 'tfjs webgl matMul + topk',
    items: MILLION,
    limit: 12,
  }),
  ...[100_000, MILLION].map<Goal>((items) => ({
    what: `WebGL against raw WebGL2 of the same bytes, ${items === MILLION ? '1M' : '100k'} items: share of its time`,
    bound: 'at most',
    limit: 1.25,
    measure: (find) =>
      ratio(
        find('latency', 'attar webgl', 'medianMs', items),
        find('latency', 'raw WebGL2 RGBA8 + heap', 'medianMs', items),
      ),
  })),
  speedUp('WASM against onnxruntime-web with 2 threads, 10k items: times faster', {
    ours: 'attar wasm',
    peer: 'onnxruntime-web, 2 threads',
    items: 10_000,
    limit: 1.5,
  }),
  speedUp('WASM against onnxruntime-web with 2 threads, 1M items: times faster', {
    ours: 'attar wasm',
    peer: 'onnxruntime-web, 2 threads',
    items: MILLION,
    limit: 2,
  }),
  {
    what: 'WASM, whole request on 10k items: p95, ms',
    bound: 'at most',
    limit: 1,
    measure: (find) => find('request', 'attar wasm', 'p95Ms', 10_000),
  },
  {
    what: 'WASM, whole request on 1M items: p95, ms',
    bound: 'at most',
    limit: 16,
    measure: (find) => find('request', 'attar wasm', 'p95Ms', MILLION),
  },
  gpuShare("nominal (the library's numBytesInGPU)", 'gpuNeededBytes', 0.27),
  gpuShare("allocated (the library's numBytesInGPUAllocated)", 'gpuAllocatedBytes', 0.1),
  startShare('by plain while WebGL starts', 'attar webgl'),
  startShare('by WebGL', 'attar webgl, ready first'),
  codeSize('all backends', '', 70),
  codeSize('without WebGL, up to the first list', ', first list by wasm', 15),
  ...(['wrong', 'unanswered'] as const).map<Goal>((figure) => ({
    what: `contexts lost during requests: ${figure} lists`,
    bound: 'exactly',
    limit: 0,
    measure: (find) => find('loss', 'attar webgl', figure),
  })),
  {
    what: 'contexts lost during requests: after how many WebGL did not come back',
    bound: 'exactly',
    limit: 0,
    measure: (find) => find('loss', 'attar webgl', 'stayed'),
  },
  {
    what: 'contexts lost during requests: back on WebGL at the latest after ms',
    bound: 'at most',
    limit: 500,
    measure: (find) => find('loss', 'attar webgl', 'backLongestMs'),
  },
  ...['tensors', 'textures', 'textureBytes', 'bufferBytes', 'gpuAllocatedBytes'].map<Goal>((figure) => ({
    what: `10,000 requests: growth of ${figure}`,
    bound: 'exactly',
    limit: 0,
    measure: (find) => {
      const before = find('endurance', 'attar webgl, before many requests', figure);
      const after = find('endurance', 'attar webgl, after many requests', figure);
      return before === undefined || after === undefined ? undefined : after - before;
    },
  })),
];

/** Every target that the rows say something about. */
export function engineTargets(rows: readonly Row[]): Target[] {
  const find: Find = (part, route, figure, items) =>
    rows.find(
      (row) => row.part === part && row.route === route && (items === undefined || row.items === items),
    )?.figures[figure];
  return GOALS.flatMap(({ what, bound, limit, measure }) => {
    const measured = measure(find);
    return measured === undefined ? [] : [judge(what, bound, limit, measured)];
  });
}

function speedUp(
  what: string,
  { ours, peer, items, limit }: { ours: string; peer: string; items: number; limit: number },
): Goal {
  const time = (find: Find, route: string): number | undefined => find('latency', route, 'medianMs', items);
  return { what, bound: 'at least', limit, measure: (find) => ratio(time(find, peer), time(find, ours)) };
}

function gpuShare(kind: string, figure: string, limit: number): Goal {
  return {
    what: `GPU memory against tfjs f32 of the same model, ${kind}: share of its bytes`,
    bound: 'at most',
    limit,
    measure: (find) =>
      ratio(find('memory', 'attar webgl', figure), find('memory', 'tfjs webgl matMul + topk', figure)),
  };
}

function startShare(how: string, route: string): Goal {
  return {
    what: `page start to first recommendation, ${how}, against full tfjs: share of its time`,
    bound: 'at most',
    limit: 0.5,
    measure: (find) => ratio(find('start', route, 'medianMs'), find('start', 'tfjs webgl', 'medianMs')),
  };
}

/** The larger of the two ways to run: a page downloads one of them. */
function codeSize(kind: string, without: string, limit: number): Goal {
  return {
    what: `the engine's JS without model, ${kind}: KiB of brotli`,
    bound: 'at most',
    limit,
    measure: (find) => {
      const bytes = (where: string): number | undefined =>
        find('size', `attar ${where}${without}`, 'brotliBytes');
      const [page, worker] = [bytes('on the page'), bytes('in a worker')];
      return page === undefined || worker === undefined ? undefined : Math.max(page, worker) / KIB;
    },
  };
}

function ratio(above: number | undefined, below: number | undefined): number | undefined {
  return above === undefined || below === undefined ? undefined : above / below;
}
