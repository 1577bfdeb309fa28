import type { BackendChoice, BackendName, MeasuredBackend } from '../types.ts';
import type { Backend, BackendFactory, ScoredModel } from './backend.ts';
import { measureBackends } from './choose-measure.ts';
import { localChoices, recall, remember } from './remembered.ts';
import type { ChoiceMemory } from './remembered.ts';

/** A backend that runs, and why it is this one. */
export interface ChosenBackend {
  readonly backend: Backend;
  readonly choice: BackendChoice;
}

/** Of two as fast, the one that stands first is taken. */
export type Starters = Readonly<Partial<Record<BackendName, BackendFactory>>>;

/**
 * The backend that was the fastest on an earlier visit, if it still starts; else all that start are measured,
 * the fastest is kept and remembered, and the others are disposed of. Throws what `plain` throws: nothing.
 */
export async function chooseBackend(
  model: ScoredModel,
  starters: Starters,
  memory: ChoiceMemory = localChoices(),
): Promise<ChosenBackend> {
  const size = sizeOf(model);
  const known = recall(memory, size, Date.now());
  const again = known && (await starters[known.backend]?.(model).catch(() => undefined));
  if (known && again) return { backend: again, choice: known };
  const chosen = await chooseFastest(model, starters);
  remember(memory, size, chosen.choice, Date.now());
  return chosen;
}

/** The thread, and the power of two next to the bytes of all codes: within it, the same backend wins. */
function sizeOf({ student: { items, dim, out } }: ScoredModel): string {
  const thread = 'document' in globalThis ? 'page' : 'worker';
  return `${thread} 2^${Math.round(Math.log2((items * dim * out.bits) / 8))}`;
}

async function chooseFastest(model: ScoredModel, starters: Starters): Promise<ChosenBackend> {
  const faults: string[] = [];
  const started: Backend[] = [];
  for (const [name, start] of Object.entries(starters)) {
    try {
      started.push(await start(model));
    } catch (fault) {
      faults.push(`${name} does not run: ${fault instanceof Error ? fault.message : String(fault)}`);
    }
  }
  for (const { ready } of started) await ready;
  const measured = await measureBackends(model, started);
  const name = (measured[0] ?? { backend: 'plain' }).backend;
  const backend = started.find((each) => each.name === name);
  if (backend === undefined) throw new Error(`no backend started: ${faults.join('; ')}`);
  for (const other of started) if (other !== backend) other.dispose();
  return { backend, choice: { backend: name, measured, reason: reasonOf(measured, faults) } };
}

function reasonOf(measured: readonly MeasuredBackend[], faults: readonly string[]): string {
  const figures = measured.map(({ backend, milliseconds }) => `${backend} ${milliseconds.toPrecision(2)} ms`);
  return [`the fastest here now: ${figures.join(', ')}`, ...faults].join('; ');
}
