import { lazy, Suspense, useLayoutEffect, useRef } from 'react';
import type { ComponentType, MouseEvent } from 'react';
import { createPortal } from 'react-dom';
import { Icon } from '../icons.tsx';
import { closeExplorer, moveExplorer, openExplorer, useExplorerRoute } from './explorer-address.ts';
import { TEXT } from './explorer-dialog.text.ts';
import { hashOf } from './explorer-route.ts';
import type { ExplorerRoute } from './explorer-route.ts';
import './explorer-dialog.css';

interface ExplorerProps {
  readonly route: ExplorerRoute;
}

/** Code and charts of the explorer are downloaded when it is first opened. */
const Explorer = lazy<ComponentType<ExplorerProps>>(() =>
  import('../explorer/explorer.tsx').then(
    (module) => ({ default: module.Explorer }),
    () => ({ default: Missing }),
  ),
);

const FIRST: ExplorerRoute = { view: 'readers', reader: null };

/** The way into the explorer, and the explorer over the whole page while the address says so. */
export function ExplorerDoor() {
  const route = useExplorerRoute();
  return (
    <div className="explorer-door">
      <a
        className="quiet-button firm-button"
        href={hashOf(FIRST)}
        onClick={(event) => follow(event, () => openExplorer(FIRST))}
      >
        {TEXT.open}
      </a>
      <p className="panel-note">{TEXT.openNote}</p>
      {route && createPortal(<ExplorerDialog route={route} />, document.body)}
    </div>
  );
}

function ExplorerDialog({ route }: ExplorerProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // Closed before it leaves, so that the focus goes back to where it was.
    return () => shown?.close();
  }, []);
  return (
    <dialog ref={dialog} className="explorer" aria-labelledby="explorer-heading" onCancel={closeExplorer}>
      <header className="explorer-header">
        <h2 id="explorer-heading">{TEXT.heading}</h2>
        <Views view={route.view} />
        <button type="button" className="quiet-button explorer-close" onClick={closeExplorer}>
          <Icon name="cross" />
          {TEXT.close}
        </button>
      </header>
      <Suspense fallback={<p className="explorer-loading">{TEXT.loading}</p>}>
        <Explorer route={route} />
      </Suspense>
    </dialog>
  );
}

function Views({ view }: { readonly view: ExplorerRoute['view'] }) {
  const places: readonly ExplorerRoute[] = [FIRST, { view: 'curve' }, { view: 'device' }];
  return (
    <nav className="explorer-views" aria-label={TEXT.views}>
      {places.map((place) => (
        <a
          key={place.view}
          href={hashOf(place)}
          aria-current={place.view === view ? 'page' : undefined}
          onClick={(event) => follow(event, () => moveExplorer(place))}
        >
          {TEXT[place.view]}
        </a>
      ))}
    </nav>
  );
}

/** Stands in for the explorer. */
function Missing() {
  return (
    <p className="explorer-loading" role="alert">
      {TEXT.missing}
    </p>
  );
}

/** A plain press goes there inside the page; one for a new tab or window is the browser's. */
function follow(event: MouseEvent, go: () => void): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  go();
}
