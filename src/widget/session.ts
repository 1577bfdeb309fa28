import { AttarError, isAttarError } from '../core/errors.ts';
import { loadRecommender } from '../inference/load.ts';
import type { LoadNotice, ModelLoadOptions } from '../inference/load-options.ts';
import type { LoadProgress, Recommendations, Recommender } from '../inference/types.ts';
import type { ShelfSettings } from './attributes.ts';

/** An item by id and as people know it. */
export interface NamedItem {
  readonly id: string;
  readonly title: string;
}

/** What the shelf shows. */
export type ShelfState =
  | { readonly phase: 'loading'; readonly progress: LoadProgress | undefined }
  | { readonly phase: 'failed'; readonly error: AttarError; readonly canRetry: boolean }
  | {
      readonly phase: 'ready';
      readonly recommender: Recommender;
      readonly likes: readonly NamedItem[];
      readonly recommendations: Recommendations;
    };

/** One model and the likes given to it: everything of the widget that is not on the screen. */
export interface Session {
  likes(): readonly string[];
  /** Ids the model does not have are ignored, with a warning. */
  setLikes(ids: readonly string[]): Promise<void>;
  setCount(count: number): Promise<void>;
  /** Frees the model; nothing is shown after this. */
  close(): void;
}

/** Loads a model and keeps a list of recommendations that follows the likes; `show` is called on each change. */
export function openSession(settings: ShelfSettings, show: (state: ShelfState) => void): Session {
  const abort = new AbortController();
  let { likes, count } = settings;
  let recommender: Recommender | undefined;
  let asked = 0;

  async function refresh(): Promise<void> {
    if (!recommender) return;
    const question = ++asked;
    const isCurrent = () => question === asked && !abort.signal.aborted;
    try {
      const recommendations = await recommender.recommend({ likes, k: count });
      if (isCurrent())
        show({ phase: 'ready', recommender, likes: nameItems(recommender, likes), recommendations });
    } catch (error) {
      if (isCurrent()) show({ phase: 'failed', error: asAttarError(error), canRetry: false });
    }
  }

  async function load(): Promise<void> {
    show({ phase: 'loading', progress: undefined });
    try {
      const onProgress = (progress: LoadProgress): void => {
        // Of what comes after the first list the shelf itself tells, when it is there.
        if (!abort.signal.aborted && !recommender) show({ phase: 'loading', progress });
      };
      const onNotice = ({ code }: LoadNotice): void => {
        if (code === 'student/changed') void refresh();
      };
      const loaded = await loadAnywhere(settings, { signal: abort.signal, onProgress, onNotice });
      if (abort.signal.aborted) return loaded.dispose();
      recommender = loaded;
      likes = keepKnown(loaded, likes);
    } catch (error) {
      if (!abort.signal.aborted) show({ phase: 'failed', error: asAttarError(error), canRetry: true });
      return;
    }
    await refresh();
  }

  void load();
  return {
    likes: () => likes,
    setLikes: (ids) => ((likes = recommender ? keepKnown(recommender, ids) : ids), refresh()),
    setCount: (next) => ((count = next), refresh()),
    close() {
      abort.abort();
      recommender?.dispose();
    },
  };
}

/** Every backend gives the same list, so a device without WebGL gets the plain one. */
async function loadAnywhere(
  { model, backend, sharpen }: ShelfSettings,
  options: Pick<ModelLoadOptions, 'signal' | 'onProgress' | 'onNotice'>,
): Promise<Recommender> {
  try {
    return await loadRecommender(model, { ...options, sharpen, backend });
  } catch (error) {
    if (backend === 'plain' || !isAttarError(error, 'backend/unavailable')) throw error;
    return loadRecommender(model, { ...options, sharpen, backend: 'plain' });
  }
}

/** A page outlives its model: ids that a newer model lacks are no reason to show nothing. */
function keepKnown({ catalogue }: Recommender, ids: readonly string[]): readonly string[] {
  const unknown = ids.filter((id) => !catalogue.ids.includes(id));
  if (unknown.length === 0) return ids;
  console.warn(`<attar-shelf> likes: the model has no item ${unknown.join(', ')}; ignored`);
  return ids.filter((id) => !unknown.includes(id));
}

function nameItems({ catalogue }: Recommender, ids: readonly string[]): readonly NamedItem[] {
  return ids.map((id) => ({ id, title: catalogue.titles[catalogue.ids.indexOf(id)] ?? id }));
}

function asAttarError(error: unknown): AttarError {
  if (isAttarError(error)) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new AttarError('backend/lost', `The recommendations could not be worked out: ${message}`, {
    cause: error,
  });
}
