import { lazy, Suspense, useLayoutEffect, useRef } from 'react';
import type { ComponentType, MouseEvent } from 'react';
import { createPortal } from 'react-dom';
import { Icon } from '../icons.tsx';
import { useText } from '../store/react.tsx';
import { closeExplorer, moveExplorer, openExplorer, useExplorerRoute } from './explorer-address.ts';
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
  const { explorerDoor: text } = useText();
  const route = useExplorerRoute();
  return (
    <div className="explorer-door">
      <a
        className="quiet-button firm-button"
        href={hashOf(FIRST)}
        onClick={(event) => follow(event, () => openExplorer(FIRST))}
      >
        {text.open}
      </a>
      <p className="panel-note">{text.openNote}</p>
      {route && createPortal(<ExplorerDialog route={route} />, document.body)}
    </div>
  );
}

function ExplorerDialog({ route }: ExplorerProps) {
  const { explorerDoor: text } = useText();
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
        <h2 id="explorer-heading">{text.heading}</h2>
        <Views view={route.view} />
        <button type="button" className="quiet-button explorer-close" onClick={closeExplorer}>
          <Icon name="cross" />
          {text.close}
        </button>
      </header>
      <Suspense fallback={<p className="explorer-loading">{text.loading}</p>}>
        <Explorer route={route} />
      </Suspense>
    </dialog>
  );
}

function Views({ view }: { readonly view: ExplorerRoute['view'] }) {
  const { explorerDoor: text } = useText();
  const places: readonly ExplorerRoute[] = [FIRST, { view: 'curve' }, { view: 'device' }];
  return (
    <nav className="explorer-views" aria-label={text.views}>
      {places.map((place) => (
        <a
          key={place.view}
          href={hashOf(place)}
          aria-current={place.view === view ? 'page' : undefined}
          onClick={(event) => follow(event, () => moveExplorer(place))}
        >
          {text[place.view]}
        </a>
      ))}
    </nav>
  );
}

/** Stands in for the explorer. */
function Missing() {
  const { explorerDoor: text } = useText();
  return (
    <p className="explorer-loading" role="alert">
      {text.missing}
    </p>
  );
}

/** A plain press goes there inside the page; one for a new tab or window is the browser's. */
function follow(event: MouseEvent, go: () => void): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  go();
}
