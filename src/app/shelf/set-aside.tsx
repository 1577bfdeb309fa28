import { useId } from 'react';
import { Icon } from '../icons.tsx';
import { useActions, useApp, useModel } from '../store/react.tsx';
import { words } from './words.ts';

/** What is left out of the list and why; each can be taken back. */
export function SetAside() {
  const { dislikes, hidden, seen } = useApp((state) => state.shelf);
  const { itemNoun } = useModel().recommender.manifest;
  return (
    <>
      <SetAsideList heading={words.dislikes} ids={dislikes} kind="dislike-remove" />
      <SetAsideList heading={words.hidden} ids={hidden} kind="hidden-remove" />
      <SetAsideList heading={words.seen(itemNoun)} ids={seen} kind="seen-remove" />
    </>
  );
}

interface SetAsideListProps {
  readonly heading: string;
  readonly ids: readonly string[];
  /** Of the buttons, for the focus that stays at its place. */
  readonly kind: string;
}

function SetAsideList({ heading, ids, kind }: SetAsideListProps) {
  const { library } = useModel();
  const { remove } = useActions();
  const id = useId();
  if (ids.length === 0) return null;
  return (
    <div className="dislikes">
      <h3 className="dislikes-heading" id={id}>
        {heading}
      </h3>
      <ul className="dislikes-list" aria-labelledby={id}>
        {ids.map(library.item).map((item) => (
          <li key={item.id} className="dislike">
            <span>{item.title}</span>
            <button
              type="button"
              data-keep={kind}
              aria-label={words.remove(item.title)}
              title="Remove"
              onClick={() => remove(item.id)}
            >
              <Icon name="cross" />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
