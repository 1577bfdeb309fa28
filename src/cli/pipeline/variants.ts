import type { HybridStorage, HybridStudent } from '../../core/hybrid.ts';
import type { TableBits } from '../../core/quantise.ts';
import { decodeHybrid, encodeHybrid, type Manifest, type VariantContents } from '../../format/index.ts';
import { quantiseHybrid } from '../../training/compress/quantise-hybrid.ts';
import { goldenCases, type SampleHistory } from './demonstrations.ts';
import type { Pipeline } from './pipeline.ts';
import { trainedStudent } from './stages.ts';
import { peerBytes } from './without-teacher.ts';

/** Cases of a variant's self-test: one of each history length. */
const CASES = 7;

/** The finest numbers that the format has: 8 bits a sparse value, a float16 a scale, a bias, a residual weight. */
const FINEST: HybridStorage = { sparseBits: 8, scaleBits: 16 };

interface Plan {
  readonly name: string;
  readonly description: string;
  readonly bits: TableBits;
  readonly storage: HybridStorage;
  readonly change?: (student: HybridStudent) => HybridStudent;
}

/**
 * What compression and distillation are worth, for one's own eyes: the trained student at other bits and without its
 * sparse part, and a student of the same bytes that had no teacher.
 */
export async function otherStudents(
  pipeline: Pipeline,
  architecture: Manifest['architecture'],
  golden: readonly SampleHistory[],
): Promise<VariantContents[]> {
  const compressed = await compressedOtherwise(pipeline, architecture, golden);
  const bytes = await peerBytes(pipeline);
  if (bytes === null) return compressed;
  const peer = {
    name: 'no-teacher',
    description: 'trained without distillation, on the likes alone; the same bytes',
    purpose: 'comparison',
  } as const;
  return [...compressed, contentsOf(peer, { bytes, architecture, golden, pipeline })];
}

/** The trained student at other bits, and without its sparse part. */
async function compressedOtherwise(
  pipeline: Pipeline,
  architecture: Manifest['architecture'],
  golden: readonly SampleHistory[],
): Promise<VariantContents[]> {
  const { kernels, recipe } = pipeline;
  const mark = kernels.mark();
  const parameters = await trainedStudent(pipeline);
  const variants = plansFor(recipe.student).map((plan): VariantContents => {
    const { name, description, bits, storage, change = (student: HybridStudent) => student } = plan;
    return contentsOf(
      { name, description },
      {
        bytes: encodeHybrid(change(quantiseHybrid(parameters, bits)), storage),
        architecture: { ...architecture, bits },
        golden,
        pipeline,
      },
    );
  });
  kernels.release(mark);
  return variants;
}

interface VariantSource {
  /** student.safetensors of the variant. */
  readonly bytes: Uint8Array;
  /** Its own, but for the number of sparse entries. */
  readonly architecture: Manifest['architecture'];
  /** What its self-test asks. */
  readonly golden: readonly SampleHistory[];
  readonly pipeline: Pipeline;
}

function contentsOf(
  about: Pick<VariantContents, 'name' | 'description' | 'purpose'>,
  { bytes, architecture, golden, pipeline }: VariantSource,
): VariantContents {
  const student = decodeHybrid(bytes);
  return {
    ...about,
    architecture: { ...architecture, sparseEntries: student.sparse.codes.length },
    student: bytes,
    golden: goldenCases(student, golden.slice(0, CASES), pipeline.dataset.catalogue),
  };
}

function plansFor({ bits, storage }: Pipeline['recipe']['student']): Plan[] {
  const others = ([8, 4, 3, 2] as const).filter((other) => other !== bits);
  return [
    ...others.map((other) => ({
      name: `bits${other}`,
      description: `${other} bits a code${other === 8 ? ', and every other number as fine as the format has it' : ''}`,
      bits: other,
      storage: other === 8 ? FINEST : storage,
    })),
    {
      name: 'no-sparse',
      description: 'without the sparse part',
      bits,
      storage,
      change: withoutSparse,
    },
  ];
}

function withoutSparse(student: HybridStudent): HybridStudent {
  const rows = student.items;
  const sparse = {
    rows,
    offsets: new Uint32Array(rows + 1),
    columns: student.sparse.columns.slice(0, 0),
    codes: new Int8Array(0),
    scales: new Float32Array(rows),
  };
  return { ...student, sparse };
}
