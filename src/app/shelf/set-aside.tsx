import { useId } from 'react';
import { Icon } from '../icons.tsx';
import { useActions, useApp, useModel, useText } from '../store/react.tsx';
import { languageOf } from '../text/language-of.ts';

/** What is left out of the list and why; each can be taken back. */
export function SetAside() {
  const { dislikes, hidden, seen } = useApp((state) => state.shelf);
  const { shelf } = useText();
  const { itemNoun } = useModel().recommender.manifest;
  return (
    <>
      <SetAsideList heading={shelf.dislikes} ids={dislikes} kind="dislike-remove" />
      <SetAsideList heading={shelf.hidden} ids={hidden} kind="hidden-remove" />
      <SetAsideList heading={shelf.seen(itemNoun)} ids={seen} kind="seen-remove" />
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
  const { shelf } = useText();
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
            <span lang={languageOf(item.title)}>{item.title}</span>
            <button
              type="button"
              data-keep={kind}
              aria-label={shelf.removeItem(item.title)}
              title={shelf.remove}
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
