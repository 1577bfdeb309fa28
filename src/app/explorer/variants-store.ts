import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { AttarError } from '../../core/errors.ts';
import { toAttarError } from '../store/context.ts';
import type { OpenVariant } from '../store/open-model.ts';
import type { SampleUser } from '../types.ts';
import { DEPTH } from './assess.ts';

/** Another student of the model, as far as the visitor has asked for it. */
export type VariantState =
  | { readonly phase: 'idle' }
  /** Bytes; `total` is 0 until the download begins. */
  | { readonly phase: 'loading'; readonly loaded: number; readonly total: number }
  | { readonly phase: 'failed'; readonly error: AttarError }
  /** Item indices, best first, for every sample user. */
  | { readonly phase: 'ready'; readonly lists: ReadonlyMap<SampleUser, readonly number[]> };

export interface VariantsState {
  /** By the variant's name. */
  readonly byName: Readonly<Record<string, VariantState>>;
  /** Whose lists are looked at; null: none. */
  readonly shown: string | null;
}

/** The other students of a model: each is downloaded, asked about every sample user, and freed again. */
export interface Variants {
  readonly store: StoreApi<VariantsState>;
  /** Looks at a variant, and loads it first unless it is there or on its way; again after a fault. */
  show(name: string): Promise<void>;
}

const IDLE: VariantState = { phase: 'idle' };

/** The state of a variant, which may not have been asked for yet. */
export function stateOf({ byName }: VariantsState, name: string): VariantState {
  return byName[name] ?? IDLE;
}

export function createVariants(
  open: OpenVariant,
  samples: () => Promise<{ readonly users: readonly SampleUser[] }>,
): Variants {
  const store = createStore<VariantsState>(() => ({ byName: {}, shown: null }));
  const put = (name: string, state: VariantState): void =>
    store.setState(({ byName }) => ({ byName: { ...byName, [name]: state } }));
  return {
    store,
    async show(name) {
      store.setState({ shown: name });
      const { phase } = stateOf(store.getState(), name);
      if (phase === 'loading' || phase === 'ready') return;
      put(name, { phase: 'loading', loaded: 0, total: 0 });
      try {
        const tell = (loaded: number, total: number): void => put(name, { phase: 'loading', loaded, total });
        put(name, { phase: 'ready', lists: await askAll(name, open, tell, (await samples()).users) });
      } catch (thrown) {
        put(name, { phase: 'failed', error: toAttarError(thrown, 'load/network') });
      }
    },
  };
}

async function askAll(
  name: string,
  open: OpenVariant,
  tell: (loaded: number, total: number) => void,
  users: readonly SampleUser[],
): Promise<Map<SampleUser, number[]>> {
  const recommender = await open(name, ({ phase, loaded, total }) => {
    if (phase === 'download') tell(loaded, total);
  });
  try {
    const { ids } = recommender.catalogue;
    const indexOf = new Map(ids.map((id, index) => [id, index]));
    const requests = users.map(({ history }) => ({ likes: history.map((item) => ids[item]), k: DEPTH }));
    const answers = await recommender.recommendMany(requests);
    return new Map(
      answers.map(({ items }, at) => [users[at], items.map(({ id }) => indexOf.get(id) ?? -1)] as const),
    );
  } finally {
    recommender.dispose();
  }
}
