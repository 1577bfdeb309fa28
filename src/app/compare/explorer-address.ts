import { useMemo, useSyncExternalStore } from 'react';
import { hashOf, parseRoute } from './explorer-route.ts';
import type { ExplorerRoute } from './explorer-route.ts';

/** Changes of the address that this page makes itself are told to nobody by the browser. */
const listeners = new Set<() => void>();

/** Opens the explorer as a step of its own: the back button closes it. */
export function openExplorer(route: ExplorerRoute): void {
  window.history.pushState({ explorer: true }, '', hashOf(route));
  tell();
}

/** Goes elsewhere inside the explorer: no further step, so that one press of back still closes it. */
export function moveExplorer(route: ExplorerRoute): void {
  window.history.replaceState(window.history.state, '', hashOf(route));
  tell();
}

/** Closes the explorer: a step back where this page opened it, else (from a link) to the page without it. */
export function closeExplorer(): void {
  const state: unknown = window.history.state;
  if (typeof state === 'object' && state !== null && 'explorer' in state) {
    window.history.back();
    return;
  }
  const { pathname, search } = window.location;
  window.history.replaceState(null, '', pathname + search);
  tell();
}

/** Where the explorer stands by the address; null while it is closed. */
export function useExplorerRoute(): ExplorerRoute | null {
  const hash = useSyncExternalStore(listen, () => window.location.hash);
  return useMemo(() => parseRoute(hash), [hash]);
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  window.addEventListener('hashchange', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
    window.removeEventListener('hashchange', listener);
  };
}

function tell(): void {
  for (const listener of listeners) listener();
}
