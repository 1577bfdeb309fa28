import { readFile } from 'node:fs/promises';
import { countItems } from '../../core/interactions.ts';
import { Random } from '../../core/random.ts';
import { AddedTeacher } from '../../training/teachers/added.ts';
import { TableTeacher, type Teacher } from '../../training/teachers/teacher.ts';
import {
  createVae,
  VAE_ARRAYS,
  type VaeParameters,
  vaeSizes,
  type VaeWeights,
} from '../../training/teachers/vae-parameters.ts';
import { VaeTeacher } from '../../training/teachers/vae-teacher.ts';
import { trainVae } from '../../training/teachers/vae-training.ts';
import { decodeArrays, encodeArrays, encodeTrainables, restoreTrainables } from './checkpoint.ts';
import type { Pipeline } from './pipeline.ts';
import type { MemberRecipe, VaeRecipe } from './recipe.ts';
import { loadTable, type TablePlace, teachTable } from './teach.ts';

/** Trains and keeps every member of the added teacher that is not there yet. */
export async function teachMembers(pipeline: Pipeline): Promise<void> {
  for (const [name, member] of Object.entries(pipeline.recipe.teacher.members)) {
    const report: Pipeline['report'] = (line) => pipeline.report(() => `${name}: ${line()}`);
    await teachMember({ ...pipeline, report }, name, member);
  }
}

/** The members, in the order of the recipe, their weights in the kernels' shared memory. */
export async function loadMembers(pipeline: Pipeline): Promise<Teacher[]> {
  const teachers: Teacher[] = [];
  for (const [name, member] of Object.entries(pipeline.recipe.teacher.members)) {
    teachers.push(await loadMember(pipeline, name, member));
  }
  return teachers;
}

/** The table[items, items] of a linear member, read into the kernels' shared memory. */
export async function loadMemberTable(pipeline: Pipeline, name: string): Promise<Float32Array> {
  return await loadTable(pipeline, placeOf(pipeline, name));
}

async function teachMember(pipeline: Pipeline, name: string, member: MemberRecipe): Promise<void> {
  if ('table' in member) return await teachTable(pipeline, placeOf(pipeline, name), member.table);
  for (const seed of member.vae.seeds) await teachVae(pipeline, name, member.vae, seed);
}

async function loadMember(pipeline: Pipeline, name: string, member: MemberRecipe): Promise<Teacher> {
  const { kernels, dataset } = pipeline;
  const { items } = dataset.split.training;
  if ('table' in member) {
    const table = await loadMemberTable(pipeline, name);
    return new TableTeacher(name, kernels, table, items, 1);
  }
  const { seeds } = member.vae;
  const own: Teacher[] = [];
  for (const seed of seeds) own.push(await loadVae(pipeline, name, member.vae, seed));
  const weights = [1 / seeds.length];
  const averaged = own.map((teacher) => ({ teacher, weights }));
  return new AddedTeacher(name, kernels, averaged, [1]);
}

function placeOf({ keys }: Pipeline, name: string): TablePlace {
  return { stage: `member-${name}`, key: keys.members[name]! };
}

/** One autoencoder, from its checkpoint where there is one. */
async function teachVae(pipeline: Pipeline, name: string, recipe: VaeRecipe, seed: number): Promise<void> {
  const { dataset, kernels, work, report } = pipeline;
  const { stage, key } = vaePlace(pipeline, name, seed);
  if (work.has(stage, key)) return;
  const { training } = dataset.split;
  const { hidden, latent, seeds: _, ...options } = recipe;
  const mark = kernels.mark();
  const shape = { items: training.items, hidden, latent };
  const parameters = createVae(kernels, shape, countItems(training), new Random(seed, VAE_STREAM));
  const checkpoint = await work.readCheckpoint(stage, key);
  const fromEpoch = checkpoint ? restoreTrainables(parameters.arrays, checkpoint) : 0;
  const run = {
    fromEpoch,
    onProgress: ({ epoch, loss }: { epoch: number; loss: number }) =>
      report(
        () => `seed ${seed}, epoch ${epoch.toFixed(1)} of ${options.epochs}, loss ${loss.toFixed(4)} nats`,
      ),
    onEpoch: (done: number) => work.writeCheckpoint(stage, key, encodeTrainables(parameters.arrays, done)),
  };
  await trainVae(kernels, training, parameters, { ...options, seed }, run);
  await work.finish(stage, key, { 'vae.safetensors': encodeArrays(weightsOf(parameters)) });
  kernels.release(mark);
}

async function loadVae(
  pipeline: Pipeline,
  name: string,
  { hidden, latent }: VaeRecipe,
  seed: number,
): Promise<Teacher> {
  const { kernels, work, dataset } = pipeline;
  const { stage, key } = vaePlace(pipeline, name, seed);
  const shape = { items: dataset.split.training.items, hidden, latent };
  const sizes = vaeSizes(shape);
  const kept = decodeArrays(new Uint8Array(await readFile(work.file(stage, key, 'vae.safetensors'))));
  const arrays = Object.fromEntries(
    VAE_ARRAYS.map((array) => {
      const weights = kernels.float32(sizes[array]);
      weights.set(kept.get(array)!);
      return [array, weights];
    }),
  ) as VaeWeights['arrays'];
  return new VaeTeacher(`${name} ${seed}`, kernels, { ...shape, arrays });
}

/** Names the stream of an autoencoder's first weights. */
const VAE_STREAM = 0x7ae;

function vaePlace(pipeline: Pipeline, name: string, seed: number): TablePlace {
  const { stage, key } = placeOf(pipeline, name);
  return { stage: `${stage}-seed${seed}`, key };
}

function weightsOf({ arrays }: VaeParameters): Map<string, Float32Array> {
  return new Map(VAE_ARRAYS.map((name) => [name, arrays[name].weights]));
}
