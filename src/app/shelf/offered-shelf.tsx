import { useEffect, useRef } from 'react';
import { Cover } from '../covers/cover.tsx';
import { useActions, useApp, useText } from '../store/react.tsx';
import { isEmptyShelf } from '../store/shelf.ts';
import type { LoadState, OfferedShelf } from '../store/state.ts';
import './exchange.css';

/** Titles named before the rest is counted. */
const NAMED = 5;

type Library = Extract<LoadState, { phase: 'ready' }>['library'];

/** Asks what to do with a shelf from a link or a file; nothing of the reader's own changes before they say. */
export function SharedShelf() {
  const offered = useApp(({ offered: shelf, model }) => (shelf?.model === model ? shelf : null));
  const load = useApp((state) => state.load);
  const fault = useApp((state) => state.offerFault);
  const { declineOffer } = useActions();
  const { exchange } = useText();
  useLink();
  if (offered && load.phase === 'ready') return <Offer offered={offered} library={load.library} />;
  if (fault === null) return null;
  return (
    <div className="offer" role="alert">
      <p>{exchange.fault[fault]}</p>
      <button type="button" className="quiet-button" onClick={declineOffer}>
        {exchange.dismiss}
      </button>
    </div>
  );
}

function Offer({ offered, library }: { readonly offered: OfferedShelf; readonly library: Library }) {
  const { exchange } = useText();
  // Whoever comes by the link for the first time has nothing that could be kept or replaced.
  const isFirst = useApp(({ shelf }) => isEmptyShelf(shelf));
  const { takeOffer, declineOffer } = useActions();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [offered]);
  const answer = (act: () => void) => () => {
    act();
    document.getElementById('shelf-heading')?.focus();
  };
  const { likes } = offered.shelf;
  const rest = likes.length - NAMED;
  const named = likes.slice(0, NAMED).map(library.item);
  return (
    <section className="offer" aria-labelledby="offer-heading">
      <h2 id="offer-heading" ref={heading} tabIndex={-1}>
        {exchange.offered}
      </h2>
      {named.length > 0 && (
        <div className="offer-covers">
          {named.map((item) => (
            <Cover key={item.id} item={item} />
          ))}
        </div>
      )}
      <p>
        {exchange.offeredLikes(likes.length, named.map(({ title }) => title).join(' · '))}
        {rest > 0 && exchange.andMore(rest)}
      </p>
      <p className="exchange-note">{isFirst ? exchange.first : exchange.kept}</p>
      <div className="exchange-row">
        <button type="button" className="quiet-button firm-button" onClick={answer(() => takeOffer('add'))}>
          {isFirst ? exchange.take : exchange.add}
        </button>
        {!isFirst && (
          <button type="button" className="quiet-button" onClick={answer(() => takeOffer('replace'))}>
            {exchange.replace}
          </button>
        )}
        <button type="button" className="quiet-button" onClick={answer(declineOffer)}>
          {exchange.decline}
        </button>
      </div>
    </section>
  );
}

/** Follows the address: a shelf in it is offered, and taken out of it so that a reload does not ask again. */
function useLink(): void {
  const { offerLink } = useActions();
  useEffect(() => {
    const read = () => {
      const { hash, pathname, search } = window.location;
      if (offerLink(hash)) window.history.replaceState(null, '', pathname + withoutModel(search));
    };
    read();
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, [offerLink]);
}

/** The link names the model: an older `?model=` would open another one on reload. */
function withoutModel(search: string): string {
  const asked = new URLSearchParams(search);
  asked.delete('model');
  return asked.size === 0 ? '' : `?${asked}`;
}
