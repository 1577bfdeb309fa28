import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from 'citty';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isAttarError } from '../../core/errors.ts';
import { HISTORY_LENGTHS } from '../../core/history-length.ts';
import { loadDataset } from '../../data/index.ts';
import { withFolder } from '../../data/test-folders.ts';
import { makeReport, reportCommand } from '../report.ts';
import { inventedLikes, movieFiles } from './invented-movies.ts';
import { VAE } from '../pipeline/recipes.ts';
import { ELSA_RECIPES } from './elsa.ts';
import { recipeFor } from './recipe-for.ts';
import type { PublishedReport } from './render.ts';
import { isSameRecipe, VARIANTS } from './variants.ts';
import { withSection } from './write-results.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attar-report-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A report of two sizes and two seeds on invented users, with recipes of two epochs. */
async function report(out: string, work = 'work'): Promise<string[]> {
  return await withFolder(movieFiles(inventedLikes(400, 1)), (data) =>
    makeReport({
      plan: {
        budgets: [24, 48],
        seeds: [1, 2],
        ablations: true,
        elsa: { ...ELSA_RECIPES.movies, dim: 64, batch: 64, denseEpochs: 1, shrinkEpochs: 1, holdEpochs: 1 },
        recipeFor: (bytes, share) => {
          const recipe = recipeFor('movies', bytes, share);
          const vae = { ...VAE, hidden: 16, latent: 4, seeds: [1], epochs: 2 };
          const { long } = recipe.teacher.members;
          return {
            ...recipe,
            teacher: { ...recipe.teacher, members: { autoencoder: { vae }, long: long! } },
            distil: { ...recipe.distil, epochs: 2, batch: 64 },
          };
        },
      },
      kernels: { threads: 2, variant: 'simd' },
      load: () => loadDataset('movies', data, { sizes: { test: 80, validation: 60 } }),
      path: join(folder, work),
      out: join(folder, out),
      command: 'npm run attar -- report movies',
      silent: true,
    }),
  );
}

describe('attar report', () => {
  let published: PublishedReport;
  let markdown: string;
  beforeAll(async () => {
    const [text, json] = await report('first/results.md');
    markdown = await readFile(text!, 'utf8');
    published = JSON.parse(await readFile(json!, 'utf8')) as PublishedReport;
  });

  test('has teacher, students with their seeds, and peers of every size', () => {
    const models = published.card.rows
      .filter((row) => row.history === '80%')
      .map(({ label, budget, seeds }) => `${label} ${budget} [${seeds.join(' ')}]`);
    const ofBudget = (budget: number, ...ablations: string[]): string[] => [
      `student ${budget} [1 2]`,
      `student without distillation ${budget} [1 2]`,
      ...ablations.map((name) => `student, ${name} ${budget} [1]`),
      `EASE pruned ${budget} []`,
      `EASE low rank ${budget} []`,
      `item-kNN ${budget} []`,
      `Compressed ELSA ${budget} []`,
    ];
    // What movies' recipe does anyway, at 48 bytes: two more dimensions would not fit instead of its sparse entries.
    const own = [
      'labels of whole histories',
      'likes held back, too',
      'all bytes low rank',
      'quantised while trained',
    ];
    const ablations = VARIANTS.filter(({ ablation }) => ablation)
      .map(({ label }) => label.replace('student, ', ''))
      .filter((label) => !own.includes(label));
    const whole = ['teacher', 'teacher: autoencoder', 'teacher: long', 'EASE', 'popularity'];
    expect(models).toEqual([
      ...whole.map((name) => `${name} null []`),
      ...ofBudget(24),
      ...ofBudget(48, ...ablations),
    ]);
    expect(published.card.rows).toHaveLength(models.length * HISTORY_LENGTHS.length);
  });

  test('gives no peer fewer bytes than its budget allows or than the student has', () => {
    for (const peer of published.card.rows.filter((row) => row.label === 'EASE pruned')) {
      const student = published.card.rows.find(
        (row) => row.label === 'student' && row.budget === peer.budget,
      )!;
      expect(peer.bytes).toBeGreaterThan(Math.max(student.bytes, peer.budget! * published.card.items) - 3);
    }
  });

  test('says how good the teacher is, and that it agrees with itself', () => {
    const teacher = published.card.rows.find((row) => row.role === 'teacher')!;
    expect(teacher.ndcg10.mean).toBeGreaterThan(0.2);
    expect(teacher).toMatchObject({ overlap10: 1, ndcg10: { ratio: { value: 1, low: 1, high: 1 } } });
    expect(teacher.tau).toBeCloseTo(1, 12);
    const popularity = published.card.rows.find((row) => row.label === 'popularity')!;
    expect(popularity.ndcg10.ratio.value).toBeLessThan(1);
    expect(popularity.coverage10).toBeLessThan(teacher.coverage10);
  });

  test('writes a section with the command, the tables and what the stages cost', () => {
    expect(markdown).toContain('## Movies');
    expect(markdown).toContain('npm run attar -- report movies');
    expect(markdown).toMatch(/\| student, 24 .*\| \d+\.\d \| \.\d{4}, \d+\.\d % \(\d+\.\d–\d+\.\d\); seeds /);
    expect(markdown).toMatch(/\| 24 bytes: EASE pruned \| \d+\.\d % \(/);
    expect(markdown).toMatch(/\| student, 24 bytes \| [\d.]+ s \| [\d.]+ s \| [\d.]+ s \| [\d.]+ GB \|/);
    expect(markdown).not.toMatch(/NaN|undefined|null|Infinity/);
  });

  test('goes on from what was done, and comes to the same figures', async () => {
    const checkpointed = join(folder, 'work/report/bytes-24/student-seed-1');
    const [distilled] = (await readdir(checkpointed)).filter((name) => name.startsWith('distil-'));
    const before = await stat(join(checkpointed, distilled!));
    await rm(join(folder, 'work/report/peers'), { recursive: true });
    const [again] = await report('again/results.md');
    expect(await readFile(again!, 'utf8')).toBe(markdown);
    expect((await stat(join(checkpointed, distilled!))).mtimeMs).toBe(before.mtimeMs);
  });

  test('leaves the sections of other data sets as they are', async () => {
    const path = join(folder, 'first/results.md');
    await writeFile(path, withSection(markdown, 'books', '## Books, kept'));
    await report('first/results.md');
    const text = await readFile(path, 'utf8');
    expect(text).toContain('## Books, kept');
    expect(text.match(/## Movies/g)).toHaveLength(1);
  });

  test.each([
    [['songs'], /"songs" is not a data set/],
    [['movies', '--bytes', '16,x'], /--bytes expects a whole number from 1/],
    [['movies', '--bytes', '16,16'], /--bytes expects each size once/],
    [['movies', '--seeds', '0'], /--seeds expects a whole number from 1/],
  ])('refuses %j in words', async (rawArgs, message) => {
    const fault: unknown = await runCommand(reportCommand, { rawArgs }).catch((error: unknown) => error);
    expect(isAttarError(fault, 'usage')).toBe(true);
    expect(String(fault)).toMatch(message);
  });
});

describe('isSameRecipe', () => {
  const recipe = recipeFor('movies', 64);

  test('takes an option that is null for one that is absent', () => {
    expect(isSameRecipe(recipe, { ...recipe, distil: { ...recipe.distil, views: null } })).toBe(true);
  });

  test('tells recipes apart by any choice', () => {
    expect(isSameRecipe(recipe, { ...recipe, distil: { ...recipe.distil, views: 1 } })).toBe(false);
    expect(isSameRecipe(recipe, { ...recipe, student: { ...recipe.student, nnz: 3 } })).toBe(false);
  });
});

describe('recipeFor', () => {
  test('grows with the bytes, and keeps what is no size', () => {
    const sizes = [16, 32, 64, 128].map((bytes) => recipeFor('movies', bytes).student);
    for (const [smaller, larger] of sizes.slice(1).map((size, i) => [sizes[i]!, size] as const)) {
      expect(larger.dim).toBeGreaterThan(smaller.dim);
      expect(larger.nnz).toBeGreaterThanOrEqual(smaller.nnz);
    }
    for (const { dim } of sizes) expect(dim % 2).toBe(0);
  });

  test('has codes of three bits where bytes are few, and learns their steps', () => {
    const [narrow, wide] = [recipeFor('movies', 32), recipeFor('movies', 33)];
    expect(narrow.student.bits).toBe(3);
    expect(narrow.distil.quantiseFrom).toBeGreaterThan(0);
    expect(wide.student.bits).toBe(4);
    expect(recipeFor('books', 16).student.bits).toBe(4);
  });

  test('gives the low-rank part all bytes, or none that it can do without', () => {
    const own = recipeFor('books', 64).student;
    // What two more dimensions would not fit into.
    expect(recipeFor('books', 64, 1).student.nnz).toBeLessThan(2);
    expect(recipeFor('books', 64, 1).student.dim).toBeGreaterThan(own.dim);
    expect(recipeFor('books', 64, 0).student).toMatchObject({ dim: 2 });
    expect(recipeFor('books', 64, 0).student.nnz).toBeGreaterThan(own.nnz);
  });
});
