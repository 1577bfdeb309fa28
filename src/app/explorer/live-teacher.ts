import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { AttarError } from '../../core/errors.ts';
import { toAttarError } from '../store/context.ts';

/** What the linear teacher answers to the history in the visitor's hands. Lists hold item indices, best first. */
export type LiveTeacherState =
  | { readonly phase: 'off' }
  | { readonly phase: 'failed'; readonly error: AttarError }
  | {
      readonly phase: 'asking' | 'ready';
      /** null until the first answer has come. */
      readonly lists: TeacherLists | null;
    };

export interface TeacherLists {
  /** The answers to the history as it was, before the last change, and now. */
  readonly original: readonly number[];
  readonly before: readonly number[];
  readonly now: readonly number[];
  /** Files of rows that the answer needed, and their bytes. */
  readonly files: number;
  readonly bytes: number;
}

export interface TeacherAnswer extends Pick<TeacherLists, 'files' | 'bytes'> {
  readonly items: readonly number[];
}

/** The linear teacher, asked beside the student once the visitor has asked for it: its rows have to be fetched. */
export interface LiveTeacher {
  readonly store: StoreApi<LiveTeacherState>;
  /** Asks about the history as it was and as it is now; all of item indices. */
  start(original: readonly number[], history: readonly number[]): Promise<void>;
  /** Asks about another history; nothing while it is off. */
  edit(history: readonly number[]): Promise<void>;
  stop(): void;
}

export function createLiveTeacher(ask: (history: readonly number[]) => Promise<TeacherAnswer>): LiveTeacher {
  const store = createStore<LiveTeacherState>(() => ({ phase: 'off' }));
  let newest = 0;
  /** What the answer makes of the state counts only while nothing else was asked for. */
  const latest = async (question: () => Promise<TeacherLists>): Promise<void> => {
    const mine = ++newest;
    const state = await question().then(
      (lists): LiveTeacherState => ({ phase: 'ready', lists }),
      (thrown: unknown): LiveTeacherState => ({
        phase: 'failed',
        error: toAttarError(thrown, 'backend/lost'),
      }),
    );
    if (mine === newest) store.setState(state, true);
  };
  return {
    store,
    start(original, history) {
      store.setState({ phase: 'asking', lists: null }, true);
      return latest(async () => {
        const first = await ask(original);
        const { items, files, bytes } = await ask(history);
        return { original: first.items, before: first.items, now: items, files, bytes };
      });
    },
    edit(history) {
      const state = store.getState();
      // While the first answer is on its way, or after a fault, the whole has to be asked for anew.
      if (state.phase === 'off' || state.phase === 'failed' || state.lists === null) return Promise.resolve();
      const { lists } = state;
      store.setState({ phase: 'asking', lists }, true);
      return latest(async () => {
        const { items, files, bytes } = await ask(history);
        return { original: lists.original, before: lists.now, now: items, files, bytes };
      });
    },
    stop() {
      newest += 1;
      store.setState({ phase: 'off' }, true);
    },
  };
}
