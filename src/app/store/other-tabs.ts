import { isModelName } from '../models.ts';
import type { ModelName } from '../models.ts';

/** The same page in other tabs, which keeps its shelves in the same place. */
export interface OtherTabs {
  /** Says that the kept shelf of a model has changed. */
  tell(model: ModelName): void;
  /** Calls back when another tab has said so. */
  listen(onChange: (model: ModelName) => void): void;
  close(): void;
}

/** Reaches the tabs that use the same name; a browser without BroadcastChannel reaches none. */
export function createOtherTabs(name = 'attar'): OtherTabs {
  let channel = openChannel(name);
  return {
    tell: (model) => channel?.postMessage(model),
    listen(onChange) {
      channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (isModelName(data)) onChange(data);
      });
    },
    close() {
      channel?.close();
      channel = undefined;
    },
  };
}

function openChannel(name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name);
  } catch {
    return undefined;
  }
}
