import { AttarError } from '../../core/errors.ts';
import { createAddedCodes } from './added-codes.ts';
import type { Backend, ScoredModel } from './backend.ts';
import { checkDevice } from './check-device.ts';
import type { Score } from './check-device.ts';
import { watchContext } from './context-watch.ts';
import type { ContextWatch } from './context-watch.ts';
import { abandonEngine, acquireEngine, largestTexture, releaseEngine, writesFloat32 } from './engine.ts';
import { errorBound, tableSizes } from './error-bound.ts';
import { createGpuScorer, READ_PATIENCE } from './gpu-scorer.ts';
import type { GpuScorer, ReadPatience } from './gpu-scorer.ts';
import type { Device } from './recovery.ts';
import { createScoreScan } from './score-scan.ts';
import type { ScoreScan } from './score-scan.ts';
import { CODE_OF_BITS, layOut } from './scoring-layout.ts';
import type { ScoringLayout } from './scoring-layout.ts';
import { EXCLUDED } from './scoring-program.ts';
import { rangeBetween } from './two-bytes.ts';
import type { TwoByteRange } from './two-bytes.ts';

export { warmWebGL } from './warm-webgl.ts';

export interface DeviceOptions {
  /** Answers requests whose numbers the GPU's formats cannot hold. */
  readonly fallback: Backend;
  readonly patience?: ReadPatience;
}

/**
 * Scores the catalogue on the GPU, in one pass, on codes that stay packed there. Calls queue up. Once the context
 * is lost or a read misses its deadline, every call rejects with `backend/lost`: `createWebGLBackend` recovers
 * from that. Rejects with `backend/unavailable` where WebGL 2 is missing, too small, or computes wrongly.
 */
export async function createWebGLDevice(model: ScoredModel, options: DeviceOptions): Promise<Device> {
  const engine = acquireEngine();
  const watch = watchContext(engine.gl);
  let scorer: GpuScorer | undefined;
  const dispose = (): void => {
    watch.end('it was disposed');
    scorer?.dispose();
    releaseEngine(engine);
  };
  try {
    const largest = largestTexture();
    const layout = layOut(model.student.out, largest);
    if (layout === undefined) throw unavailable(`an item needs more than the ${largest} texels of a side`);
    const float32 = writesFloat32();
    const format = { float32, scales: scaleRange(model.student.out.scales) };
    const patience = options.patience ?? READ_PATIENCE;
    scorer = createGpuScorer(engine, model.student, layout, { ...format, patience });
    const score = createScore(model, layout, scorer, format);
    const fault = await checkDevice(model, layout, scorer.scores, score);
    if (fault !== undefined) throw unavailable(fault);
    const scan = createScoreScan(scorer.scores, layout, floorOf(float32));
    const propose = createPropose(score, scan, options.fallback, watch);
    // Nothing may wait for a GPU that hangs: to dispose of an engine is to finish what it was told.
    void watch.lost.then(() => abandonEngine(engine));
    return { name: 'webgl', lost: watch.lost, propose: inTurn(propose), dispose };
  } catch (cause) {
    dispose();
    if (cause instanceof AttarError) throw cause;
    throw unavailable(cause instanceof Error ? cause.message : String(cause), cause);
  }
}

/** Runs the program on a query: see `Score`. Infinity: the GPU was not asked, since its formats do not suffice. */
function createScore(
  model: ScoredModel,
  layout: ScoringLayout,
  scorer: GpuScorer,
  { float32, scales }: { readonly float32: boolean; readonly scales: TwoByteRange },
): Score {
  const { offset } = CODE_OF_BITS[layout.bits];
  const sizes = tableSizes(model.student.out, offset, scales, float32);
  const added = createAddedCodes(model, layout);
  return async (query, mask) => {
    const { user } = query;
    const range = added.fill(query, mask);
    const error = errorBound(user, sizes, range, float32);
    if (error === Number.POSITIVE_INFINITY) return error;
    const answered = await scorer.run({ user, range, added: added.tiles }).catch(() => false);
    return answered ? error : undefined;
  };
}

function createPropose(
  score: Score,
  scan: ScoreScan,
  fallback: Backend,
  watch: ContextWatch,
): Backend['propose'] {
  return async (query, mask, k) => {
    const error = watch.reason === undefined ? await score(query, mask) : undefined;
    if (error === Number.POSITIVE_INFINITY) return fallback.propose(query, mask, k);
    if (error === undefined) watch.lose('it did not answer');
    else {
      const found = scan.find(k, 2 * error);
      if (!Number.isNaN(found.logTotal)) return { ...found, by: 'webgl' };
      watch.lose('its scores are no numbers');
    }
    throw new AttarError('backend/lost', `the webgl backend is lost: ${watch.reason}`);
  };
}

/** From the least scale, or 0, to the largest; NaN where a scale is. */
function scaleRange(scales: Float32Array): TwoByteRange {
  let [least, most] = [0, 0];
  for (const scale of scales) {
    least = Math.min(least, scale);
    most = Math.max(most, scale);
  }
  return rangeBetween(least, most, 0);
}

/** One call after the other, in their order: they share the arrays and textures that requests are written into. */
function inTurn(propose: Backend['propose']): Backend['propose'] {
  let last: Promise<unknown> = Promise.resolve();
  return (query, mask, k) => {
    const answer = last.then(() => propose(query, mask, k));
    last = answer.catch(() => undefined);
    return answer;
  };
}

/** Between what is written for excluded items and every score that `errorBound` allows. */
function floorOf(float32: boolean): number {
  return float32 ? EXCLUDED.float32 / 2 : EXCLUDED.float16 / 2;
}

function unavailable(reason: string, cause?: unknown): AttarError {
  return new AttarError(
    'backend/unavailable',
    `this device's WebGL cannot run the model (${reason}); use backend: 'wasm' or 'plain'`,
    { cause },
  );
}
