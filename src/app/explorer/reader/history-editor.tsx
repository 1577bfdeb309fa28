import { useId, useRef, useState } from 'react';
import { Icon } from '../../icons.tsx';
import { useModel } from '../../store/react.tsx';
import { languageOf } from '../../text/language-of.ts';
import type { Item } from '../../types.ts';
import { useKeptFocus } from '../../use-kept-focus.ts';
import { useExplorerText } from '../explorer-text.ts';

const FOUND = 5;

interface HistoryEditorProps {
  readonly history: readonly Item[];
  /** Item indices of the history as it was. */
  readonly original: readonly number[];
  readonly onEdit: (history: readonly Item[]) => void;
}

/** A history as buttons that take an item out, and a search that puts one in. */
export function HistoryEditor({ history, original, onEdit }: HistoryEditorProps) {
  const { library, recommender } = useModel();
  const { whatIf } = useExplorerText();
  const list = useRef<HTMLUListElement>(null);
  const keepFocus = useKeptFocus(list, history, ADD_ID);
  const without = (gone: Item) => onEdit(history.filter((item) => item !== gone));
  return (
    <div className="editor">
      <p id="editor-heading" className="editor-heading">
        {whatIf.history(history.length, recommender.manifest.itemNoun)}
      </p>
      <ul ref={list} className="editor-items" aria-labelledby="editor-heading" onClick={keepFocus}>
        {history.map((item) => (
          <li key={item.id}>
            <button
              type="button"
              data-keep="take-out"
              className="editor-item"
              aria-label={whatIf.remove(item.title)}
              onClick={() => without(item)}
            >
              <span lang={languageOf(item.title)}>{item.title}</span>
              <Icon name="cross" />
            </button>
          </li>
        ))}
      </ul>
      <AddItem history={history} onAdd={(item) => onEdit([...history, item])} />
      <button type="button" className="quiet-button" onClick={() => onEdit(original.map(library.at))}>
        <Icon name="undo" />
        {whatIf.reset}
      </button>
    </div>
  );
}

/** The search takes the focus when the last item is taken out. */
const ADD_ID = 'editor-add';

interface AddItemProps {
  readonly history: readonly Item[];
  readonly onAdd: (item: Item) => void;
}

function AddItem({ history, onAdd }: AddItemProps) {
  const { library, recommender } = useModel();
  const { whatIf } = useExplorerText();
  const [query, setQuery] = useState('');
  const listId = useId();
  const found = library
    .search(query, FOUND + history.length)
    .filter((item) => !history.includes(item))
    .slice(0, FOUND);
  const add = (item: Item) => {
    onAdd(item);
    setQuery('');
    document.getElementById(ADD_ID)?.focus();
  };
  return (
    <search className="editor-add">
      <label htmlFor={ADD_ID}>{whatIf.add(recommender.manifest.itemNoun)}</label>
      <input
        id={ADD_ID}
        type="text"
        autoComplete="off"
        value={query}
        aria-controls={listId}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && found[0]) add(found[0]);
        }}
      />
      <ul id={listId} className="editor-found" aria-label={whatIf.found}>
        {found.map((item) => (
          <li key={item.id}>
            <button
              type="button"
              className="link-button"
              aria-label={whatIf.put(item.title)}
              onClick={() => add(item)}
            >
              <span lang={languageOf(item.title)}>{item.title}</span>
            </button>
          </li>
        ))}
      </ul>
    </search>
  );
}
