import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Random } from '../core/random.ts';
import { readBundleDirectory } from '../format/read-directory.ts';
import { RECIPES, VAE } from './pipeline/recipes.ts';

const ATTAR = fileURLToPath(new URL('../../bin/attar.mjs', import.meta.url));
const USERS = 2100;
const MOVIES = 90;

/** The recipe of movies with two small autoencoders: the test is of the pipeline, not of the model. */
const { short, long } = RECIPES.movies.teacher.members;
const SMALL = {
  teacher: {
    members: { autoencoders: { vae: { ...VAE, hidden: 16, latent: 4, seeds: [1, 2] } }, short, long },
  },
};

let folder: string;
let data: string;

/** Invented users with tastes, in the layouts of ml-1m and ml-latest-small. */
async function writeMovieFiles(directory: string): Promise<void> {
  const random = new Random(1);
  const genres = ['Drama', 'Comedy', 'Western'];
  const ratings = (users: number, line: (user: number, movie: number, stars: number) => string): string => {
    const lines: string[] = [];
    for (let user = 1; user <= users; user++) {
      for (let movie = 1; movie <= MOVIES; movie++) {
        const fits = movie % genres.length === user % genres.length;
        if (random.uniform() < (fits ? 0.4 : 0.06)) lines.push(line(user, movie, 3 + random.below(3)));
      }
    }
    return `${lines.join('\n')}\n`;
  };
  const titles = Array.from(
    { length: MOVIES - 4 },
    (_, i) => `${i + 1},Invented ${i + 1} (1990),${genres[(i + 1) % 3]}`,
  );
  await mkdir(join(directory, 'ml-1m'), { recursive: true });
  await mkdir(join(directory, 'ml-latest-small'), { recursive: true });
  await writeFile(
    join(directory, 'ml-1m/ratings.dat'),
    ratings(USERS, (u, m, s) => `${u}::${m}::${s}::978300760`),
  );
  const small = ratings(120, (u, m, s) => `${u},${m},${s}.0,1445714994`);
  await writeFile(
    join(directory, 'ml-latest-small/ratings.csv'),
    `userId,movieId,rating,timestamp\n${small}`,
  );
  await writeFile(
    join(directory, 'ml-latest-small/movies.csv'),
    `movieId,title,genres\n${titles.join('\n')}\n`,
  );
  await writeFile(
    join(directory, 'ml-latest-small/tags.csv'),
    'userId,movieId,tag,timestamp\n1,1,slow,964982703\n',
  );
}

interface Run {
  readonly process: ChildProcess;
  readonly done: Promise<{ code: number | null; out: string; err: string }>;
}

function attar(...args: string[]): Run {
  const child = spawn(process.execPath, [ATTAR, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const done = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }));
  });
  return { process: child, done };
}

const distilInto = (name: string, ...more: string[]): Run =>
  attar(
    'distil',
    'movies',
    '--data',
    data,
    '--out',
    join(folder, name),
    '--work',
    join(folder, `${name}.work`),
    '--recipe',
    join(folder, 'recipe.json'),
    ...more,
  );

/** One hash of all files of a bundle, names included. */
async function hashOf(name: string): Promise<string> {
  const hash = createHash('sha256');
  for (const file of (await readdir(join(folder, name))).sort()) {
    hash.update(file).update(await readFile(join(folder, name, file)));
  }
  return hash.digest('hex');
}

/** Kills the process outright as soon as a file of that kind stands in its work folder. */
async function killWhen(run: Run, work: string, appears: (file: string) => boolean): Promise<void> {
  while (run.process.exitCode === null) {
    const files = existsSync(work) ? await readdir(work) : [];
    if (files.some(appears)) {
      run.process.kill('SIGKILL');
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await run.done;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attar-distil-'));
  data = join(folder, 'data');
  await writeMovieFiles(data);
  await writeFile(join(folder, 'recipe.json'), JSON.stringify(SMALL));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('attar distil', { timeout: 120_000 }, () => {
  test('makes a bundle that reads back whole, and says how good it is', async () => {
    const { code, out, err } = await distilInto('first').done;
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toMatch(/student +0\.\d{4} \/ 0\.\d{4} \(\d+\.\d \/ \d+\.\d\)/);
    const bundle = await readBundleDirectory(join(folder, 'first'));
    expect(bundle.manifest.counts).toMatchObject({ items: MOVIES, listed: MOVIES - 4 });
    expect(bundle.report.rows.map((row) => row.model)).toContain('ease-pruned');
    expect(bundle.samples.users.length).toBeGreaterThan(10);
    expect(bundle.golden.cases.some(({ dislikes }) => dislikes.length > 0)).toBe(true);
    for (const { teacher, history } of bundle.samples.users) {
      expect(teacher.items.some((item) => history.includes(item))).toBe(false);
      expect(teacher.items.every((item) => bundle.catalogue.titles[item] !== null)).toBe(true);
    }
  });

  test('publishes students at other bits, without a sparse part and without distillation', async () => {
    const { manifest } = await readBundleDirectory(join(folder, 'first'));
    const names = (manifest.variants ?? []).map(({ name }) => name);
    expect(names).toEqual(['bits8', 'bits3', 'bits2', 'no-sparse', 'no-teacher']);
    const peer = manifest.variants!.at(-1)!;
    expect(peer).toMatchObject({ purpose: 'comparison', architecture: manifest.architecture });
    const own = await readFile(join(folder, 'first/student.safetensors'));
    const bytes = await readFile(join(folder, 'first/student-no-teacher.safetensors'));
    expect(bytes.equals(own)).toBe(false);
    expect(Math.abs(bytes.length / own.length - 1)).toBeLessThan(0.05);
  });

  test('ends with the same bytes when killed in each stage and started again', async () => {
    const stops = [
      (file: string) => file.startsWith('member-autoencoders-seed1-') && file.endsWith('.checkpoint'),
      (file: string) => file.startsWith('member-short-'),
      (file: string) => file.startsWith('labels-'),
      (file: string) => file.startsWith('distil-') && file.endsWith('.checkpoint'),
      (file: string) => file.startsWith('distil-') && !file.includes('.'),
      (file: string) => file.startsWith('compress-'),
      (file: string) => file.startsWith('evaluate-'),
    ];
    const work = join(folder, 'killed.work');
    for (const stop of stops) await killWhen(distilInto('killed'), work, stop);
    const peerStops = [
      (file: string) => file.startsWith('distil-') && file.endsWith('.checkpoint'),
      (file: string) => file.startsWith('distil-') && !file.includes('.'),
      (file: string) => file.startsWith('compress-'),
    ];
    for (const stop of peerStops) await killWhen(distilInto('killed'), join(work, 'without-teacher'), stop);
    const { code } = await distilInto('killed').done;
    expect(code).toBe(0);
    expect(await hashOf('killed')).toBe(await hashOf('first'));
  });

  test('makes other bytes of another seed, and the same with one thread', async () => {
    await distilInto('other', '--seed', '2').done;
    await distilInto('single', '--threads', '1').done;
    expect(await hashOf('other')).not.toBe(await hashOf('first'));
    expect(await hashOf('single')).toBe(await hashOf('first'));
  });

  test('evaluate prints one JSON document with the same figures as the report', async () => {
    const { code, out } = await attar(
      'evaluate',
      join(folder, 'first'),
      '--data',
      data,
      '--json',
      '--recompute',
    ).done;
    expect(code).toBe(0);
    const answer = JSON.parse(out);
    const { report } = await readBundleDirectory(join(folder, 'first'));
    expect(answer.bytes).toBe(report.bytes);
    const plain = answer.rows.map(({ source, ...row }: { source: string; model: string }) => {
      expect(source).toBe(row.model.startsWith('teacher') ? 'report' : 'computed');
      return row;
    });
    expect(plain).toHaveLength(report.rows.length);
    expect(plain).toEqual(expect.arrayContaining(report.rows));
  });

  test.each([
    [['distil', 'songs'], /"songs" is not a data set; choose books or movies \[usage\]/],
    [['distil', 'movies', '--seed', 'x'], /--seed expects a whole number from 0 to \d+, got "x"/],
    [['distil', 'movies', '--data', '/nowhere'], /ratings\.dat.*\/nowhere.*attar data.*\[data\/missing\]/s],
    [['evaluate', '/nowhere'], /manifest\.json|no bundle/],
    [['distil', 'movies', '--sed', '5'], /--sed is not a flag of attar distil; it knows .*--seed/],
    [
      ['distil', 'movies', '--out', fileURLToPath(new URL('.', import.meta.url))],
      /expected a new folder or a model/,
    ],
    [['data', 'constructor'], /"constructor" is not a data set/],
  ])('refuses %j in words', async (args, message) => {
    const { code, err } = await attar(...args).done;
    expect(code).toBe(1);
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n {4}at /);
  });
});
