import { useState } from 'react';
import { Cover } from '../../covers/cover.tsx';
import { useModel, useText } from '../../store/react.tsx';
import { languageOf } from '../../text/language-of.ts';

const SHOWN = 24;

/** The items both models were told, by cover; a long history is cut until it is asked for. */
export function History({ items }: { readonly items: readonly number[] }) {
  const { library } = useModel();
  const { compare } = useText();
  const [all, setAll] = useState(false);
  const shown = all ? items : items.slice(0, SHOWN);
  return (
    <section aria-labelledby="told-heading">
      <h3 id="told-heading">{compare.history}</h3>
      <ul className="told" aria-labelledby="told-heading">
        {shown.map(library.at).map((item, at) => (
          <li
            key={item.id}
            // The button that showed this item has gone: the visitor goes on from here.
            ref={at === SHOWN ? (element) => element?.focus() : undefined}
            tabIndex={at === SHOWN ? -1 : undefined}
            title={item.title}
          >
            <Cover item={item} />
            <span className="visually-hidden" lang={languageOf(item.title)}>
              {item.title}
            </span>
          </li>
        ))}
      </ul>
      {items.length > shown.length && (
        <button type="button" className="link-button panel-note" onClick={() => setAll(true)}>
          {compare.more(items.length - shown.length)}
        </button>
      )}
    </section>
  );
}
