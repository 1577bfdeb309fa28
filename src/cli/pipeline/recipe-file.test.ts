import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recipeFromFile } from './recipe-file.ts';
import { RECIPES } from './recipes.ts';

const base = RECIPES.movies;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attar-recipe-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(content: unknown) {
  const path = join(folder, 'recipe.json');
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return await recipeFromFile(path, base);
}

describe('a recipe file', () => {
  test('that changes nothing gives the recipe of the data set', async () => {
    expect(await read({})).toEqual(base);
  });

  test('changes what it names, however deep, and nothing else', async () => {
    const recipe = await read({ student: { dim: 8, sparse: { refit: { reg: 1, countReg: 0 } } } });
    expect(recipe.student.dim).toBe(8);
    expect(recipe.student.sparse).toEqual({ ...base.student.sparse, refit: { reg: 1, countReg: 0 } });
    expect({ ...recipe, student: base.student }).toEqual(base);
  });

  test('replaces the members of the teacher as a whole', async () => {
    const members = { ease: { table: { reg: 5, countReg: 0, userPower: 0, countPower: 0 } } };
    expect((await read({ teacher: { members } })).teacher).toEqual({ ease: base.teacher.ease, members });
  });

  test('turns an option on, and off again with null', async () => {
    expect((await read({ distil: { quantiseFrom: 0.7 } })).distil.quantiseFrom).toBe(0.7);
    expect((await read({ distil: { quantiseFrom: null } })).distil.quantiseFrom).toBeNull();
    const union = { teacherTop: 100, studentTop: 50, share: 0.5 };
    expect((await read({ distil: { union } })).distil.union).toEqual(union);
    expect((await read({ distil: { union: null } })).distil.union).toBeNull();
    expect((await read({ distil: { teacherAloneUpTo: 5 } })).distil.teacherAloneUpTo).toBe(5);
    expect((await read({ distil: { teacherAloneUpTo: null } })).distil.teacherAloneUpTo).toBeNull();
    expect((await read({ distil: { views: 3 } })).distil.views).toBe(3);
    expect((await read({ distil: { views: null } })).distil.views).toBeNull();
  });

  test.each([
    [{ student: { dims: 8 } }, /student\.dims: expected never/],
    [{ student: { dim: 7 } }, /student\.dim: expected %2, got 7/],
    [{ distil: { lambda: 1.5 } }, /distil\.lambda: expected <=1, got 1\.5/],
    [{ student: { sparse: { lowerRatings: [1, 1] } } }, /student\.sparse\.lowerRatings/],
    [{ distil: { teacherAloneUpTo: 0 } }, /distil\.teacherAloneUpTo: expected >=1, got 0/],
    [{ distil: { quantiseFrom: 2 } }, /distil\.quantiseFrom: expected <=1, got 2/],
    [
      { distil: { union: { teacherTop: 0, studentTop: 1, share: 1 } } },
      /distil\.union\.teacherTop: expected >=1/,
    ],
    [{ distil: { union: { teacherTop: 1, share: 1 } } }, /distil\.union\.studentTop/],
    [{ teacher: { members: {} } }, /teacher\.members: expected/],
    [{ teacher: { members: { 'A/b': { table: base.student.sparse } } } }, /teacher\.members/],
    ['{', /is not JSON/],
  ])('is refused with %j', async (content, message) => {
    await expect(read(content)).rejects.toThrow(message);
    await expect(read(content)).rejects.toThrow(expect.objectContaining({ code: 'usage' }));
  });

  test('that is not there is refused by name', async () => {
    await expect(recipeFromFile(join(folder, 'none.json'), base)).rejects.toThrow(
      /none\.json cannot be read/,
    );
  });
});
