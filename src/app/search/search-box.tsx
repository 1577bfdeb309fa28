import { useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Cover } from '../covers/cover.tsx';
import { formatByline } from '../format-byline.ts';
import { Icon } from '../icons.tsx';
import { useActions, useApp, useModel, useText } from '../store/react.tsx';
import { languageOf } from '../text/language-of.ts';
import type { Item } from '../types.ts';
import './search-box.css';

const RESULTS = 8;

/** A combobox over titles and creators, after the ARIA practices' list autocomplete; Enter adds to the shelf. */
export function SearchBox() {
  const { library, recommender } = useModel();
  const { search: text } = useText();
  const { like } = useActions();
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const results = useMemo(() => library.search(query, RESULTS), [library, query]);
  const shown = open && query.trim() !== '';
  const { itemNoun, counts } = recommender.manifest;

  const pick = (item: Item) => {
    like(item.id);
    setQuery('');
    setOpen(false);
    input.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && results.length > 0) {
      event.preventDefault();
      setActive(shown ? (active + step + results.length) % results.length : 0);
      setOpen(true);
    } else if (event.key === 'Enter' && shown && results[active]) {
      event.preventDefault();
      pick(results[active]);
    } else if (event.key === 'Escape') {
      if (shown) setOpen(false);
      else setQuery('');
    }
  };

  return (
    <search className="search">
      <label className="visually-hidden" htmlFor={id}>
        {text.label(itemNoun)}
      </label>
      <Icon name="search" />
      <input
        ref={input}
        id={id}
        className="search-input"
        type="text"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        aria-autocomplete="list"
        aria-expanded={shown && results.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={shown && results[active] ? `${id}-${active}` : undefined}
        placeholder={text.hint(itemNoun)}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
      />
      <ul
        id={`${id}-list`}
        className="search-results"
        role="listbox"
        aria-label={text.results}
        hidden={!shown}
      >
        {results.map((item, at) => (
          <Result key={item.id} id={`${id}-${at}`} item={item} active={at === active} onPick={pick} />
        ))}
      </ul>
      {shown && results.length === 0 && (
        <p className="search-results search-nothing">{text.nothing(itemNoun, counts.listed)}</p>
      )}
      <p className="visually-hidden" role="status">
        {shown ? text.count(results.length) : ''}
      </p>
    </search>
  );
}

interface ResultProps {
  readonly id: string;
  readonly item: Item;
  readonly active: boolean;
  readonly onPick: (item: Item) => void;
}

function Result({ id, item, active, onPick }: ResultProps) {
  const text = useText();
  const liked = useApp((state) => state.shelf.likes.includes(item.id));
  return (
    <li
      id={id}
      role="option"
      aria-selected={active}
      className="search-result"
      // Pressing must not take the focus out of the box, or the list would close before the click.
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => onPick(item)}
    >
      <span className="search-cover">
        <Cover item={item} />
      </span>
      <span className="search-words">
        <span className="search-title" lang={languageOf(item.title)}>
          {item.title}
        </span>
        <span className="search-byline">{formatByline(text, item)}</span>
      </span>
      {liked && (
        <span className="search-liked">
          <Icon name="check" /> {text.search.liked}
        </span>
      )}
    </li>
  );
}
