import { isAttarError } from '../../src/core/errors.ts';
import { Random } from '../../src/core/random.ts';
import { BUNDLE_FILES } from '../../src/format/index.ts';
import { sha256 } from '../../src/format/sha256.ts';
import { type TinyBundle, tinyBundle } from '../../src/format/tiny-bundle.ts';
import { loadRecommender } from '../../src/inference/load.ts';
import type { Recommender } from '../../src/inference/types.ts';
import type { BenchReport, Row } from '../report.ts';
import type { SuiteOptions } from '../suites.ts';
import { MUTATIONS } from './mutate.ts';

const CASES = 20_000;
const QUICK_CASES = 500;
/** Longest that one bundle may take, ms. */
const PATIENCE = 1000;
/** What the process may grow by over all cases, bytes. */
const ROOM = 512e6;

type Files = Readonly<Record<string, Uint8Array>>;
type Outcome = 'refused' | 'the right list' | 'the same list on plain and wasm' | 'FAULT';

/** A bundle, and the lists of its golden histories. */
interface Original {
  readonly files: Files;
  readonly lists: string;
}

/**
 * Damaged bundles through the loader that a page uses. A plain damage must be refused by a typed error, or
 * touch nothing that is loaded and give the right lists. A sealed one has sizes and hashes made to fit, so
 * that it reaches the parsers: it must be refused, or be a model with the same finite lists on two backends.
 */
export async function fuzzSuite({ quick, log }: SuiteOptions): Promise<BenchReport> {
  const cases = quick ? QUICK_CASES : CASES;
  const originals = await Promise.all(bundles().map(original));
  const tally = new Map<string, Map<Outcome, number>>();
  const faults: string[] = [];
  let longest = 0;
  const before = process.memoryUsage().rss;
  let peak = before;
  for (let number = 0; number < cases; number++) {
    const began = performance.now();
    const { kind, outcome, told } = await tryOne(originals, number);
    longest = Math.max(longest, performance.now() - began);
    peak = Math.max(peak, process.memoryUsage().rss);
    const counts = tally.get(kind) ?? new Map<Outcome, number>();
    tally.set(kind, counts.set(outcome, (counts.get(outcome) ?? 0) + 1));
    if (outcome === 'FAULT') faults.push(`case ${number}, ${kind}: ${told}`);
    if ((number + 1) % 2000 === 0) log(`fuzz: ${number + 1} of ${cases} bundles, ${faults.length} faults`);
  }
  for (const fault of faults.slice(0, 20)) log(fault);
  const rows = [...tally].map(
    ([route, counts]): Row => ({ part: 'fuzz', route, figures: Object.fromEntries(counts) }),
  );
  const worst = { longestMs: longest, memoryBytes: peak - before };
  rows.push({ part: 'fuzz', route: 'worst of all', figures: worst });
  const target = (what: string, wanted: string, measured: number, met: boolean) => ({
    what,
    target: wanted,
    measured: Math.round(measured * 1000) / 1000,
    met,
  });
  return {
    rows,
    targets: [
      target('damaged bundles tried', `>= ${cases}`, cases, true),
      target('neither a typed error nor a right list', '0', faults.length, faults.length === 0),
      target('longest bundle, ms', `<= ${PATIENCE}`, longest, longest <= PATIENCE),
      target('growth of the process, MB', `<= ${ROOM / 1e6}`, (peak - before) / 1e6, peak - before <= ROOM),
    ],
  };
}

/** One of each way in which a student is stored. */
function bundles(): TinyBundle[] {
  const coded = { sparseBits: 5, scaleBits: 8 } as const;
  return [
    tinyBundle({ bits: 8 }),
    tinyBundle({ bits: 4 }),
    tinyBundle({ bits: 4, storage: coded }),
    tinyBundle({ bits: 3, storage: { sparseBits: 8, scaleBits: 16 } }),
    tinyBundle({ bits: 2, storage: coded, nnz: 1 }),
  ];
}

async function original({ files }: TinyBundle): Promise<Original> {
  return { files, lists: await listsOf(await open(files, 'plain')) };
}

async function tryOne(
  originals: readonly Original[],
  number: number,
): Promise<{ kind: string; outcome: Outcome; told: string }> {
  const random = new Random(1, number);
  const { files, lists } = originals[random.below(originals.length)]!;
  const names = Object.values(BUNDLE_FILES);
  const name = names[random.below(names.length)]!;
  const [way, mutate] = Object.entries(MUTATIONS)[random.below(Object.keys(MUTATIONS).length)]!;
  const sealed = name !== BUNDLE_FILES.manifest && random.uniform() < 0.7;
  const changed = { ...files, [name]: mutate(files[name]!, random) };
  const kind = `${name}, ${way}${sealed ? ', sealed' : ''}`;
  try {
    const recommender = await open(sealed ? resealed(changed, name) : changed, 'plain');
    const found = await listsOf(recommender);
    if (found === lists) return { kind, outcome: 'the right list', told: '' };
    if (!sealed && name !== BUNDLE_FILES.manifest) return { kind, outcome: 'FAULT', told: 'another list' };
    const again = await listsOf(await open(sealed ? resealed(changed, name) : changed, 'wasm'));
    const same = again === found;
    return { kind, outcome: same ? 'the same list on plain and wasm' : 'FAULT', told: 'lists differ' };
  } catch (fault) {
    return { kind, outcome: isAttarError(fault) ? 'refused' : 'FAULT', told: String(fault) };
  }
}

/** The files, their manifest telling size and hash of one as they are now. */
function resealed(files: Files, name: string): Files {
  const manifest = JSON.parse(new TextDecoder().decode(files[BUNDLE_FILES.manifest])) as {
    files: Record<string, { bytes: number; sha256: string }>;
  };
  const bytes = files[name]!;
  manifest.files[name] = { bytes: bytes.length, sha256: sha256(bytes) };
  return { ...files, [BUNDLE_FILES.manifest]: new TextEncoder().encode(JSON.stringify(manifest)) };
}

async function open(files: Files, backend: 'plain' | 'wasm'): Promise<Recommender> {
  const fetch = ((address: URL) => {
    const bytes = files[String(address).split('/').at(-1)!];
    return Promise.resolve(bytes ? new Response(bytes.slice()) : new Response('', { status: 404 }));
  }) as typeof globalThis.fetch;
  return await loadRecommender('http://localhost/model/', { backend, cache: 'none', fetch });
}

/** Lists of all golden histories and what else a page may ask of the bundle, as text to compare. */
async function listsOf(recommender: Recommender): Promise<string> {
  try {
    const { ids } = recommender.catalogue;
    const lists: unknown[] = [];
    for (const likes of [[], ids.slice(0, 1), ids.slice(0, 5), ids.slice(3, 20)]) {
      const { items } = await recommender.recommend({ likes, k: 10 });
      if (items.some(({ score }) => !Number.isFinite(score))) throw new Error('a score that is not finite');
      lists.push(items.map(({ id, score, because }) => [id, score, because]));
    }
    await recommender.golden();
    await recommender.samples();
    await recommender.report();
    return JSON.stringify(lists);
  } finally {
    recommender.dispose();
  }
}
