import type { StoreApi } from 'zustand/vanilla';
import { AttarError, isAttarError } from '../../core/errors.ts';
import type { ErrorCode } from '../../core/errors.ts';
import type { Queue } from './latest.ts';
import type { OpenModel } from './open-model.ts';
import type { OtherTabs } from './other-tabs.ts';
import type { Settings } from './settings.ts';
import type { ShelfKeeper } from './shelf-keeper.ts';
import type { AppState, LoadState } from './state.ts';

/** What every group of actions works on. */
export interface ActionContext {
  readonly store: StoreApi<AppState>;
  readonly queue: Queue;
  readonly openModel: OpenModel;
  readonly keeper: ShelfKeeper;
  readonly settings: Settings;
  readonly otherTabs: OtherTabs;
}

/** The opened model, or null while there is none. */
export function opened({ store }: ActionContext): Extract<LoadState, { phase: 'ready' }> | null {
  const { load } = store.getState();
  return load.phase === 'ready' ? load : null;
}

/** Any thrown value as an error that can be shown; `code` is for what is not ours. */
export function toAttarError(thrown: unknown, code: ErrorCode): AttarError {
  if (isAttarError(thrown)) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new AttarError(code, message, { cause: thrown });
}
