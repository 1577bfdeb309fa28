import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countItems, matrixOf, rowOf } from '../../core/interactions.ts';
import { Random } from '../../core/random.ts';
import { type Kernels, openKernels } from '../../kernels/index.ts';
import { withLearnedSteps } from '../compress/learned-steps.ts';
import { createHybrid, type HybridParameters, TRAINABLE_NAMES } from '../students/hybrid-parameters.ts';
import { pruneTable } from '../students/sparse-table.ts';
import { trainEase } from '../teachers/ease.ts';
import { HybridModel } from '../students/hybrid-model.ts';
import { TableTeacher, type Teacher } from '../teachers/teacher.ts';
import { labelsOf, type SoftLabels } from './soft-labels.ts';
import { distil } from './distil.ts';
import { viewOf } from './views.ts';

const ITEMS = 24;
const OPTIONS = {
  epochs: 6,
  batch: 32,
  learningRate: 0.02,
  rates: {},
  lambda: 0.7,
  temperature: 1,
  seed: 3,
  shortShare: 0.3,
  shortMax: 3,
  keepMin: 0.1,
  keepMax: 0.9,
};

/** Users who like items of one of four groups, mostly: there is something to learn. */
function groupedUsers(users: number): ReturnType<typeof matrixOf> {
  const rows = Array.from({ length: users }, (_, user) => {
    const random = new Random(11, user);
    const group = user % 4;
    return Array.from({ length: ITEMS }, (_, item) => item).filter(
      (item) => random.uniform() < (item % 4 === group ? 0.7 : 0.08),
    );
  });
  return matrixOf(rows, ITEMS);
}

const training = groupedUsers(160);
let kernels: Kernels;
beforeAll(async () => {
  kernels = await openKernels({ threads: 2, variant: 'simd' });
});
afterAll(() => kernels.close());

function setUp(on: Kernels): { labels: SoftLabels; parameters: HybridParameters } {
  const table = trainEase(on, training, { reg: 10 });
  const start = {
    dim: 4,
    exponent: 0.5,
    inScale: 0.1,
    outScale: 0.1,
    gates: [0, 0.2, 0.1],
    biasScale: 0.2,
  } as const;
  const sparse = pruneTable(table, ITEMS, 40);
  return {
    labels: labelsOf(on, new TableTeacher('EASE', on, table, ITEMS, 6), training),
    parameters: createHybrid(on, sparse, countItems(training), start, new Random(OPTIONS.seed)),
  };
}

/** Mean over users of KL(teacher ‖ student) with the first half of each user's likes, over the items outside it. */
function meanDivergence(
  parameters: HybridParameters,
  teacher: Teacher,
  users: ReturnType<typeof groupedUsers>,
): number {
  const model = new HybridModel(kernels, parameters, users.users);
  for (let user = 0; user < users.users; user++) {
    const likes = rowOf(users, user);
    model.histories.push(likes.subarray(0, Math.ceil(likes.length / 2)));
  }
  const own = model.forward();
  const wanted = kernels.float32(users.users * ITEMS);
  teacher.logits(model.histories, wanted);
  let sum = 0;
  for (let row = 0; row < users.users; row++) {
    const outside = [...Array(ITEMS).keys()].filter((item) => !model.histories.row(row).includes(item));
    const [p, q] = [wanted, own].map((logits) => softmax(outside.map((item) => logits[row * ITEMS + item]!)));
    sum += p!.reduce((kl, share, e) => kl + share * Math.log(share / q![e]!), 0);
  }
  return sum / users.users;
}

function softmax(logits: readonly number[]): number[] {
  const largest = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - largest));
  const total = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / total);
}

const weightsOf = (parameters: HybridParameters): Float32Array[] =>
  TRAINABLE_NAMES.map((name) => parameters[name].weights.slice());

describe('distil', () => {
  test('lowers the loss', async () => {
    const { labels, parameters } = setUp(kernels);
    const losses: number[] = [];
    await distil(kernels, training, labels, parameters, OPTIONS, {
      fromEpoch: 0,
      onEpoch: (_done, loss) => void losses.push(loss),
    });
    expect(losses).toHaveLength(OPTIONS.epochs);
    expect(losses.at(-1)!).toBeLessThan(losses[0]! - 0.1);
  });

  test('ends with the same bits on one thread and on three', async () => {
    const weights = await Promise.all(
      [1, 3].map(async (threads) => {
        const own = await openKernels({ threads, variant: 'simd' });
        const { labels, parameters } = setUp(own);
        await distil(own, training, labels, parameters, { ...OPTIONS, epochs: 2 }, { fromEpoch: 0 });
        const result = weightsOf(parameters);
        await own.close();
        return result;
      }),
    );
    expect(weights[1]).toEqual(weights[0]);
  });

  test('ends with the same bits when stopped after any epoch and gone on from there', async () => {
    const whole = setUp(kernels);
    await distil(kernels, training, whole.labels, whole.parameters, OPTIONS, { fromEpoch: 0 });
    const stopped = setUp(kernels);
    const stop = new Error('killed');
    const first = distil(kernels, training, stopped.labels, stopped.parameters, OPTIONS, {
      fromEpoch: 0,
      onEpoch: (done) => {
        if (done === 4) throw stop;
      },
    });
    await expect(first).rejects.toBe(stop);
    await distil(kernels, training, stopped.labels, stopped.parameters, OPTIONS, { fromEpoch: 4 });
    expect(weightsOf(stopped.parameters)).toEqual(weightsOf(whole.parameters));
  });

  test('reads the labels of the part that it shows', async () => {
    const { parameters } = setUp(kernels);
    const options = { ...OPTIONS, epochs: 4, views: 2, lambda: 1 };
    const read: [number, number][] = [];
    const labels: SoftLabels = {
      read(users, view, into) {
        for (const user of users) read.push([view, user]);
        into.fill(0);
      },
    };
    await distil(kernels, training, labels, parameters, options, { fromEpoch: 0 });
    const trained = new Set(read.map(([, user]) => user)).size;
    const views = read.map(([view]) => view);
    expect(views).toEqual([0, 1, 0, 1].flatMap((view) => Array<number>(trained).fill(view)));
  });

  test('with views comes nearer to a teacher that it can be than with labels of whole histories', async () => {
    const [parts, whole] = [setUp(kernels), setUp(kernels)];
    const teacher = new TableTeacher('EASE', kernels, trainEase(kernels, training, { reg: 10 }), ITEMS, 6);
    const options = { ...OPTIONS, epochs: 40, lambda: 1 };
    const shown = (likes: Uint32Array, view: number, user: number): Uint32Array =>
      viewOf(likes, options, view, user).given;
    const ofParts = labelsOf(kernels, teacher, training, shown);
    await distil(kernels, training, ofParts, parts.parameters, { ...options, views: 4 }, { fromEpoch: 0 });
    await distil(kernels, training, whole.labels, whole.parameters, options, { fromEpoch: 0 });
    const users = groupedUsers(200);
    const distance = (parameters: HybridParameters): number => meanDivergence(parameters, teacher, users);
    expect(distance(parts.parameters)).toBeLessThan(0.8 * distance(whole.parameters));
  });

  test('leaves a part alone whose rate is 0', async () => {
    const { labels, parameters } = setUp(kernels);
    const before = parameters.values.weights.slice();
    await distil(
      kernels,
      training,
      labels,
      parameters,
      { ...OPTIONS, epochs: 1, rates: { values: 0 } },
      { fromEpoch: 0 },
    );
    expect(parameters.values.weights).toEqual(before);
    expect(parameters.out.weights).not.toEqual(new Float32Array(ITEMS * 4));
  });

  test('learns from likes alone without labels, as with λ = 0', async () => {
    const [without, zero] = [setUp(kernels), setUp(kernels)];
    await distil(kernels, training, null, without.parameters, OPTIONS, { fromEpoch: 0 });
    await distil(
      kernels,
      training,
      zero.labels,
      zero.parameters,
      { ...OPTIONS, lambda: 0 },
      { fromEpoch: 0 },
    );
    expect(weightsOf(without.parameters)).toEqual(weightsOf(zero.parameters));
    expect(weightsOf(without.parameters)).not.toEqual(weightsOf(setUp(kernels).parameters));
  });

  test('leaves weights as they were before quantisation began, and learns steps after', async () => {
    const [plain, stepped] = [setUp(kernels), setUp(kernels)];
    const parameters = withLearnedSteps(kernels, stepped.parameters, 4);
    const quantised = { ...OPTIONS, quantiseFrom: 0.5 };
    const after: Float32Array[][] = [];
    await distil(kernels, training, plain.labels, plain.parameters, OPTIONS, {
      fromEpoch: 0,
      onEpoch: () => void after.push(weightsOf(plain.parameters)),
    });
    const steps: Float32Array[] = [];
    await distil(kernels, training, stepped.labels, parameters, quantised, {
      fromEpoch: 0,
      onEpoch: (done) => {
        steps.push(parameters.steps.in.weights.slice());
        if (done === 3) expect(weightsOf(parameters)).toEqual(after[2]);
        if (done === 4) expect(weightsOf(parameters)).not.toEqual(after[3]);
      },
    });
    expect(steps[2]).toEqual(new Float32Array(ITEMS));
    expect(Math.min(...steps[3]!)).toBeGreaterThan(0);
    expect(steps[5]).not.toEqual(steps[3]);
  });

  test('with all shown few learns what the teacher alone teaches', async () => {
    const [alone, both, soft] = [setUp(kernels), setUp(kernels), setUp(kernels)];
    const few = { ...OPTIONS, teacherAloneUpTo: ITEMS };
    await distil(kernels, training, alone.labels, alone.parameters, few, { fromEpoch: 0 });
    await distil(kernels, training, both.labels, both.parameters, OPTIONS, { fromEpoch: 0 });
    const taught = { ...OPTIONS, lambda: 1 };
    await distil(kernels, training, soft.labels, soft.parameters, taught, { fromEpoch: 0 });
    // Adam divides the factor λ out of the gradient, up to its ε.
    const furthest = (a: HybridParameters, b: HybridParameters): number =>
      Math.max(...a.out.weights.map((value, i) => Math.abs(value - b.out.weights[i]!)));
    expect(furthest(alone.parameters, soft.parameters)).toBeLessThan(1e-3);
    expect(furthest(both.parameters, soft.parameters)).toBeGreaterThan(0.05);
  });

  test('with few likes shown to some learns neither with all nor with none alone', async () => {
    const [some, both, alone] = [setUp(kernels), setUp(kernels), setUp(kernels)];
    const upTo = (likes: number) => ({ ...OPTIONS, teacherAloneUpTo: likes });
    await distil(kernels, training, some.labels, some.parameters, upTo(3), { fromEpoch: 0 });
    await distil(kernels, training, both.labels, both.parameters, OPTIONS, { fromEpoch: 0 });
    await distil(kernels, training, alone.labels, alone.parameters, upTo(ITEMS), { fromEpoch: 0 });
    expect(weightsOf(some.parameters)).not.toEqual(weightsOf(both.parameters));
    expect(weightsOf(some.parameters)).not.toEqual(weightsOf(alone.parameters));
  });

  test('without labels lets likes teach everybody', async () => {
    const [hard, few] = [setUp(kernels), setUp(kernels)];
    await distil(kernels, training, null, hard.parameters, OPTIONS, { fromEpoch: 0 });
    const options = { ...OPTIONS, teacherAloneUpTo: ITEMS };
    await distil(kernels, training, null, few.parameters, options, { fromEpoch: 0 });
    expect(weightsOf(few.parameters)).toEqual(weightsOf(hard.parameters));
  });

  test('over unions of all items learns what it learns without them', async () => {
    const [whole, union] = [setUp(kernels), setUp(kernels)];
    await distil(kernels, training, whole.labels, whole.parameters, OPTIONS, { fromEpoch: 0 });
    const all = { ...OPTIONS, union: { teacherTop: ITEMS, studentTop: ITEMS, share: 1 } };
    await distil(kernels, training, union.labels, union.parameters, all, { fromEpoch: 0 });
    expect(weightsOf(union.parameters)).toEqual(weightsOf(whole.parameters));
  });

  test('over unions of top items ends with the same bits when stopped and gone on, and learns otherwise', async () => {
    const [plain, whole, stopped] = [setUp(kernels), setUp(kernels), setUp(kernels)];
    const options = { ...OPTIONS, union: { teacherTop: 4, studentTop: 4, share: 0.7 } };
    await distil(kernels, training, plain.labels, plain.parameters, OPTIONS, { fromEpoch: 0 });
    await distil(kernels, training, whole.labels, whole.parameters, options, { fromEpoch: 0 });
    const stop = new Error('killed');
    const onEpoch = (done: number): void => {
      if (done === 2) throw stop;
    };
    const { labels, parameters } = stopped;
    await expect(
      distil(kernels, training, labels, parameters, options, { fromEpoch: 0, onEpoch }),
    ).rejects.toBe(stop);
    await distil(kernels, training, labels, parameters, options, { fromEpoch: 2 });
    expect(weightsOf(parameters)).toEqual(weightsOf(whole.parameters));
    expect(weightsOf(parameters)).not.toEqual(weightsOf(plain.parameters));
  });

  test('trains at least the last epoch on quantised tables', async () => {
    const { labels, parameters } = setUp(kernels);
    const stepped = withLearnedSteps(kernels, parameters, 4);
    const options = { ...OPTIONS, epochs: 1, quantiseFrom: 1 };
    await distil(kernels, training, labels, stepped, options, { fromEpoch: 0 });
    expect(Math.min(...stepped.steps.out.weights)).toBeGreaterThan(0);
  });

  test('says so when there are no steps to learn', async () => {
    const { labels, parameters } = setUp(kernels);
    const options = { ...OPTIONS, quantiseFrom: 0.5 };
    await expect(
      distil(kernels, training, labels, parameters, options, { fromEpoch: 0 }),
    ).rejects.toThrowError(/withLearnedSteps/);
  });

  test('gives its working memory back', async () => {
    const { labels, parameters } = setUp(kernels);
    const before = kernels.mark();
    await distil(kernels, training, labels, parameters, { ...OPTIONS, epochs: 1 }, { fromEpoch: 0 });
    expect(kernels.mark()).toBe(before);
  });

  test('says so when the loss is no number', async () => {
    const { labels, parameters } = setUp(kernels);
    parameters.out.weights.fill(Number.NaN);
    await expect(
      distil(kernels, training, labels, parameters, OPTIONS, { fromEpoch: 0 }),
    ).rejects.toThrowError(/loss of epoch 1 is NaN; lower the learning rate/);
  });
});
