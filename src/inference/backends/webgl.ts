import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl/dist/backend_webgl';
import type { TextureUsage } from '@tensorflow/tfjs-backend-webgl/dist/tex_util';
import { AttarError } from '../../core/errors.ts';
import { scoreAll } from '../../core/hybrid.ts';
import type { HybridQuery, HybridStudent } from '../../core/hybrid.ts';
import type { Backend, Scores } from './backend.ts';
import { acquireEngine, largestTexture, releaseEngine, withoutReuse, writesFloat32 } from './engine.ts';
import { errorBound, largestRowNorm } from './error-bound.ts';
import { layOut, packCodes, packUser, scoringProgram } from './scoring-program.ts';
import type { CodeLayout } from './scoring-program.ts';

type TensorInfo = ReturnType<MathBackendWebGL['makeTensorInfo']>;

/** tfjs' name for a texture of plain bytes; its enum is not exported at run time without the whole module. */
const PIXELS: TextureUsage = 2;

/**
 * Scores the catalogue on the GPU, on codes that stay quantised there. Its scores are off by at most
 * `error`; a lost context, or one that gives no finite numbers, is answered by the reference instead.
 * Throws `backend/unavailable` where WebGL 2 is missing, too small, or computes wrongly.
 */
export function createWebGLBackend(student: HybridStudent): Backend {
  const { out, items } = student;
  const engine = acquireEngine();
  const held: TensorInfo[] = [];
  const hold = (info: TensorInfo): TensorInfo => (held.push(info), info);
  const dispose = (): void => {
    withoutReuse(() => {
      for (const info of held) engine.disposeIntermediateTensorInfo(info);
    });
    releaseEngine(engine);
  };
  try {
    const layout = fit(student);
    const codes = hold(engine.makeTensorInfo([layout.height, layout.width], 'int32'));
    uploadCodes(engine, codes, packCodes(out, layout), layout);
    const scale = hold(engine.makeTensorInfo([items], 'float32', out.scales));
    const run = createScorer(engine, student, { codes, scale }, layout);
    checkDevice(student, run);
    return {
      name: 'webgl',
      score: (query) => run(query) ?? { scores: scoreAll(student, query), error: 0, by: 'plain' },
      dispose,
    };
  } catch (cause) {
    dispose();
    if (cause instanceof AttarError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw unavailable(reason, cause);
  }
}

/** Scores a query, or gives undefined when the GPU gave no answer that can be trusted. */
type Scorer = (query: HybridQuery) => Scores | undefined;

function createScorer(
  engine: MathBackendWebGL,
  student: HybridStudent,
  table: { readonly codes: TensorInfo; readonly scale: TensorInfo },
  layout: CodeLayout,
): Scorer {
  const { out, items, bias } = student;
  const program = scoringProgram(items, out.bits, layout);
  const rowNorm = largestRowNorm(out);
  const { gl } = engine.gpgpu;
  return (query) => {
    // On a lost context tfjs throws or reads zeros without an error, so it is asked before and after.
    if (gl.isContextLost()) return undefined;
    const values = query.sparse.map((sparse, item) => sparse + query.fade * bias[item]!);
    const temporary: TensorInfo[] = [];
    try {
      const added = engine.makeTensorInfo([items], 'float32', values);
      temporary.push(added);
      const user = packUser(query.user, out.bits, layout.texels);
      const result = engine.runWebGLProgram(program, [table.codes, table.scale, added], 'float32', [user]);
      temporary.push(result);
      const scores = engine.readSync(result.dataId) as Float32Array;
      if (gl.isContextLost() || !scores.every(Number.isFinite)) return undefined;
      return { scores, error: errorBound(query.user, rowNorm, values, writesFloat32()), by: 'webgl' };
    } catch {
      return undefined;
    } finally {
      for (const info of temporary) engine.disposeIntermediateTensorInfo(info);
    }
  };
}

function fit(student: HybridStudent): CodeLayout {
  const largest = largestTexture();
  const layout = layOut(student.out, largest);
  if (layout.width <= largest && layout.height <= largest) return layout;
  throw unavailable(
    `the model needs a texture of ${layout.width} x ${layout.height}, at most ${largest} fit`,
  );
}

/** One copy on the GPU and none on the heap: tfjs never sees values, so it cannot widen them to float32. */
function uploadCodes(
  engine: MathBackendWebGL,
  info: TensorInfo,
  bytes: Uint8Array,
  { width, height }: CodeLayout,
): void {
  const data = engine.texData.get(info.dataId);
  data.usage = PIXELS;
  data.texShape = [height, width];
  engine.gpgpu.uploadDenseMatrixToTexture(engine.getTexture(info.dataId), width, height, bytes);
}

/** Drivers with faults exist: one made-up user is scored in both ways before any visitor is. */
function checkDevice(student: HybridStudent, run: Scorer): void {
  const query: HybridQuery = {
    user: Float32Array.from({ length: student.dim }, (_, c) => Math.cos(1 + c)),
    sparse: new Float32Array(student.items),
    fade: 1,
  };
  const found = run(query);
  if (found === undefined) throw unavailable('it gave no scores');
  const expected = scoreAll(student, query);
  const off = expected.findIndex((score, item) => !(Math.abs(score - found.scores[item]!) <= found.error));
  if (off >= 0)
    throw unavailable(`it scored item ${off} as ${found.scores[off]} instead of ${expected[off]}`);
}

function unavailable(reason: string, cause?: unknown): AttarError {
  return new AttarError(
    'backend/unavailable',
    `this device's WebGL cannot run the model (${reason}); use backend: 'plain'`,
    { cause },
  );
}
