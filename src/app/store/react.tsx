import { createContext, use, useMemo } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Text } from '../text/text.ts';
import type { Actions, App } from './app-store.ts';
import { inOneFrame } from './one-frame.ts';
import type { ReadableStore } from './one-frame.ts';
import type { AppState, LoadState } from './state.ts';

interface DrawnApp {
  readonly store: ReadableStore<AppState>;
  readonly actions: Actions;
}

const AppContext = createContext<DrawnApp | null>(null);

export function AppProvider({ app, children }: { readonly app: App; readonly children: ReactNode }) {
  const drawn = useMemo(
    () => ({ store: inOneFrame(app.store, ({ listDue }) => listDue), actions: app.actions }),
    [app],
  );
  return <AppContext value={drawn}>{children}</AppContext>;
}

function useAppContext(): DrawnApp {
  const app = use(AppContext);
  if (!app) throw new Error('a component of the app stands outside AppProvider');
  return app;
}

/** A part of the state; the component renders again only when that part changes. */
export function useApp<Part>(select: (state: AppState) => Part): Part {
  return useStore(useAppContext().store, select);
}

export function useActions(): Actions {
  return useAppContext().actions;
}

/** What the page says, in the language it speaks; another language renders it anew. */
export function useText(): Text {
  return useApp((state) => state.text);
}

/** The opened model. Components that need it are rendered only while there is one. */
export function useModel(): Extract<LoadState, { phase: 'ready' }> {
  const load = useApp((state) => state.load);
  if (load.phase !== 'ready') throw new Error('a component that needs a model was rendered without one');
  return load;
}
