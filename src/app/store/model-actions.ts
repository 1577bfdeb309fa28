import { isAttarError } from '../../core/errors.ts';
import { MODELS } from '../models.ts';
import type { ModelName } from '../models.ts';
import type { CompareActions } from './compare-actions.ts';
import { toAttarError } from './context.ts';
import type { ActionContext } from './context.ts';
import { createLibrary } from './library.ts';
import type { OpenedModel } from './open-model.ts';
import type { RankActions } from './rank-actions.ts';
import { EMPTY_SHELF, parseShelf } from './shelf.ts';
import type { LoadState } from './state.ts';
import { NEUTRAL, parseTuning } from './tuning.ts';

export interface ModelActions {
  /** Opens a model with its own shelf; the one before stays in memory, so switching back is instant. */
  openModel(name: ModelName): Promise<void>;
  /** Opens the current model again, after a fault. */
  retry(): Promise<void>;
  /** Ends a load on its way, frees every opened model and listens to other tabs no longer. */
  dispose(): void;
}

type Opened = OpenedModel & Pick<Extract<LoadState, { phase: 'ready' }>, 'library'>;

export function createModelActions(
  context: ActionContext,
  rankActions: RankActions,
  compareActions: CompareActions,
): ModelActions {
  const { store, keeper, settings, otherTabs } = context;
  const kept = new Map<ModelName, Opened>();
  let loading = new AbortController();

  const fetchModel = async (name: ModelName, signal: AbortSignal): Promise<Opened> => {
    const before = kept.get(name);
    if (before) return before;
    const model = await context.openModel(MODELS[name].address, {
      signal,
      onProgress(progress) {
        if (!signal.aborted) store.setState({ load: { phase: 'loading', progress } });
      },
    });
    const opened = { ...model, library: createLibrary(model.recommender.catalogue) };
    kept.set(name, opened);
    return opened;
  };

  const openModel = async (name: ModelName): Promise<void> => {
    loading.abort();
    loading = new AbortController();
    const { signal } = loading;
    rankActions.forgetList();
    compareActions.forgetComparison();
    store.setState({ ...NOTHING_YET, model: name });
    settings.rememberModel(name);
    try {
      const opened = await fetchModel(name, signal);
      // Read last: a shelf that was erased during the download must not come back.
      const [stored, tuned] = await Promise.all([keeper.load(name), keeper.load(`${name} tuning`)]);
      if (signal.aborted) return;
      const { recommender, library, fellBack, openVariant } = opened;
      store.setState({
        load: { phase: 'ready', recommender, library, openVariant },
        shelf: parseShelf(stored, library.has),
        tuning: parseTuning(tuned, library),
        fellBack,
        storageBlocked: keeper.isBlocked(),
        announcement: { happened: { opened: recommender.manifest.title } },
      });
      await rankActions.rank();
    } catch (thrown) {
      if (signal.aborted || isAttarError(thrown, 'load/aborted')) return;
      store.setState({ load: { phase: 'failed', error: toAttarError(thrown, 'load/network') } });
    }
  };

  return {
    openModel,
    retry() {
      const { model } = store.getState();
      // One that was opened and has failed since would fail again.
      kept.get(model)?.recommender.dispose();
      kept.delete(model);
      return openModel(model);
    },
    dispose() {
      loading.abort();
      otherTabs.close();
      for (const { recommender } of kept.values()) recommender.dispose();
      kept.clear();
    },
  };
}

/** What is shown of a model before it is there. */
const NOTHING_YET = {
  load: { phase: 'loading', progress: null },
  shelf: EMPTY_SHELF,
  undo: null,
  tuning: NEUTRAL,
  fidelity: null,
  aside: null,
  list: { kind: 'none' },
  listDue: false,
  lastInference: null,
  fellBack: false,
} as const;
