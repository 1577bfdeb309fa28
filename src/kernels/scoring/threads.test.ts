import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { HELPER_PROGRAM } from './helper-thread.ts';
import type { Helper, StartHelper } from './helper-thread.ts';
import { FIELD, FIELDS } from './request-record.ts';
import { createScorer } from './scorer.ts';
import type { Scorer } from './scorer.ts';
import { startNodeHelper } from './testing-helpers.ts';
import { randomQuery, randomTables } from './testing-scorer.ts';
import { createThreadedScorer } from './threads.ts';

/** Some ranges of 8,192 items, the last one not whole. */
const OPTIONS = { columns: 8, nnz: 3, popularity: 0.5, kept: 900, margin: 0.01, k: 40, seed: 5 } as const;
const tables = randomTables({ ...OPTIONS, rows: 50_001, bits: 4 });
const queries = [1, 2, 3, 4].map((seed) => randomQuery(tables, { ...OPTIONS, rows: 50_001, bits: 4, seed }));

const open: Scorer[] = [];
afterEach(() => {
  for (const scorer of open.splice(0)) scorer.close();
});

interface Watched {
  readonly scorer: Scorer;
  readonly lost: string[];
  /** How many helpers were ended. */
  ended(): number;
}

/** A scorer whose helpers, started by `start`, have had the time to. */
async function scorerWith(helpers: number, start: StartHelper = startNodeHelper): Promise<Watched> {
  const lost: string[] = [];
  let ends = 0;
  const counted: StartHelper = (order) => {
    const helper = start(order);
    const end = (): void => {
      ends++;
      helper.end();
    };
    return { ...helper, end };
  };
  const made = await createThreadedScorer(tables, {
    helpers,
    start: counted,
    onLost: (why) => lost.push(why),
  });
  open.push(made.scorer);
  await made.started;
  return { scorer: made.scorer, lost, ended: () => ends };
}

/** Starts helpers that do something before they work on a request. */
function startWith(before: string): StartHelper {
  return (order) =>
    startNodeHelper(
      order,
      HELPER_PROGRAM.replace('exports.work(request)', `${before}; exports.work(request)`),
    );
}

/** Asks so often, and compares every answer with that of one thread. */
async function expectAnswersOfOne(scorer: Scorer, times: number): Promise<void> {
  const one = await createScorer(tables);
  const wanted = queries.map((query) => one.score(query));
  for (let time = 0; time < times; time++) {
    const at = time % queries.length;
    expect(scorer.score(queries[at]!)).toEqual(wanted[at]);
  }
}

const shape = fc.record({
  rows: fc.oneof(fc.constantFrom(1, 8192, 8193), fc.integer({ min: 8000, max: 40_000 })),
  columns: fc.constantFrom(2, 6, 16),
  bits: fc.constantFrom(4 as const, 8 as const),
  k: fc.oneof(fc.constant(50_000), fc.integer({ min: 1, max: 60 })),
  kept: fc.constantFrom(0, 1, 500, 1000),
  margin: fc.constantFrom(0, 0.01, Number.POSITIVE_INFINITY),
  popularity: fc.constantFrom(0, -0.7),
  nnz: fc.constantFrom(0, 6),
  seed: fc.nat(),
});

describe('scoring on several threads', () => {
  test('gives the items and the sum of one thread, bit for bit, for any shape and number of helpers', async () => {
    const property = fc.asyncProperty(shape, fc.integer({ min: 1, max: 3 }), async (options, helpers) => {
      const made = randomTables(options);
      const one = await createScorer(made);
      const { scorer, started } = await createThreadedScorer(made, { helpers, start: startNodeHelper });
      await started;
      for (let turn = 0; turn < 4; turn++) {
        const query = randomQuery(made, { ...options, seed: options.seed + turn });
        expect(scorer.score(query)).toEqual(one.score(query));
      }
      scorer.close();
    });
    await fc.assert(property, { numRuns: 20 });
    // Starting dozens of threads takes a busy machine its time.
  });

  test('answers while its helpers start', async () => {
    const { scorer } = await createThreadedScorer(tables, { helpers: 2, start: startNodeHelper });
    open.push(scorer);
    await expectAnswersOfOne(scorer, 4);
  });

  test('answers 1,000 requests, in the same memory', async () => {
    let hasHelped = (): boolean => false;
    const { scorer, lost } = await scorerWith(1, (order) => {
      const { buffer } = order.memory;
      const records = new Int32Array(buffer, order.request, FIELDS)[FIELD.ranges]!;
      // Words of a record: its second one numbers the request that it was made for.
      hasHelped = () => new Int32Array(buffer, records, 4 * 6).some((word, at) => at % 4 === 1 && word > 0);
      return startNodeHelper(order);
    });
    const { bytes } = scorer;
    await expectAnswersOfOne(scorer, 1000);
    expect(scorer.bytes).toBe(bytes);
    // A machine whose cores are all taken may leave the helper without one for so long that it is given up.
    expect(lost.length > 0 || hasHelped()).toBe(true);
  });

  test('scores itself what a helper took and does not finish, and does without it then, with one word', async () => {
    const counter = 'new Int32Array(memory.buffer, new Int32Array(memory.buffer, request, 12)[11], 1)';
    const take = `Atomics.add(${counter}, 0, 1); for (;;) Atomics.wait(state, 0, ${2})`;
    const { scorer, lost, ended } = await scorerWith(1, startWith(take));
    await expectAnswersOfOne(scorer, 60);
    expect(lost).toEqual(['it gave nothing to 50 requests in a row']);
    expect(ended()).toBe(1);
  });

  test('is not disturbed by a helper that is late for every request', async () => {
    const { scorer } = await scorerWith(
      2,
      startWith('Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3)'),
    );
    await expectAnswersOfOne(scorer, 40);
  });

  test('works alone where a helper does not start', async () => {
    let number = 0;
    const { scorer, lost, ended } = await scorerWith(2, (order) =>
      startNodeHelper(order, number++ === 0 ? HELPER_PROGRAM : 'throw new Error("no room")'),
    );
    await expectAnswersOfOne(scorer, 4);
    expect([ended(), lost]).toEqual([2, []]);
  });

  test('works alone where helpers are refused', async () => {
    const { scorer, lost } = await scorerWith(2, () => {
      throw new Error('the policy forbids it');
    });
    await expectAnswersOfOne(scorer, 4);
    expect(lost).toEqual([]);
  });

  test('goes on alone when a helper fails, and says so once', async () => {
    const helpers: Helper[] = [];
    let fail: (reason: string) => void = () => undefined;
    const failed = new Promise<string>((resolve) => {
      fail = resolve;
    });
    const { scorer, lost, ended } = await scorerWith(2, (order) => {
      const helper = { ...startNodeHelper(order), failed };
      helpers.push(helper);
      return helper;
    });
    await expectAnswersOfOne(scorer, 4);
    fail('out of memory');
    await new Promise((resolve) => setTimeout(resolve, 0));
    await expectAnswersOfOne(scorer, 4);
    expect([ended(), lost]).toEqual([2, ['out of memory']]);
  });

  test('ends its helpers when it is closed, those that were starting, too', async () => {
    const { scorer, ended } = await scorerWith(2);
    scorer.close();
    expect(ended()).toBe(2);
    let ends = 0;
    const early = await createThreadedScorer(tables, {
      helpers: 1,
      start: (order) => {
        const helper = startNodeHelper(order);
        return { ...helper, end: () => (ends++, helper.end()) };
      },
    });
    early.scorer.close();
    await early.started;
    expect(ends).toBe(1);
  });
});
