import { useRef, useState } from 'react';
import type { FocusEvent, KeyboardEvent } from 'react';
import { Icon } from '../icons.tsx';
import { useActions, useModel, useText } from '../store/react.tsx';
import type { Item } from '../types.ts';
import { moreId } from './aside.tsx';

/** What can be said to an item; what is said less often stands behind a button. */
export function CardActions({ item }: { readonly item: Item }) {
  const { list } = useText();
  const { like, dislike } = useActions();
  const { id, title } = item;
  return (
    <div className="card-actions">
      <button
        type="button"
        className="like"
        data-keep="like"
        aria-label={list.likeItem(title)}
        onClick={() => like(id)}
      >
        <Icon name="heart" />
        {list.like}
      </button>
      <button
        type="button"
        className="dislike-button"
        data-keep="dislike"
        aria-label={list.dislikeItem(title)}
        title={list.dislike}
        onClick={() => dislike(id)}
      >
        <Icon name="thumbDown" />
      </button>
      <More item={item} />
    </div>
  );
}

/** Closes like a menu: by its button, Escape, a choice, or when the focus goes elsewhere. */
function More({ item }: { readonly item: Item }) {
  const { list } = useText();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const closeByKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !open) return;
    setOpen(false);
    button.current?.focus();
  };
  const closeUnlessWithin = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    if (!currentTarget.contains(relatedTarget)) setOpen(false);
  };
  return (
    // Neither is a control: they watch the buttons within.
    <div role="presentation" onKeyDown={closeByKey} onBlur={closeUnlessWithin}>
      <button
        ref={button}
        type="button"
        id={moreId(item.id)}
        className="dislike-button"
        aria-label={list.moreAbout(item.title)}
        aria-expanded={open}
        title={list.more}
        onClick={() => setOpen(!open)}
      >
        <span aria-hidden="true">⋯</span>
      </button>
      {open && <MoreActions item={item} onChosen={() => setOpen(false)} />}
    </div>
  );
}

interface MoreActionsProps {
  readonly item: Item;
  readonly onChosen: () => void;
}

function MoreActions({ item: { id, title }, onChosen }: MoreActionsProps) {
  const { list } = useText();
  const { hide, markSeen, showSimilar } = useActions();
  const { itemNoun } = useModel().recommender.manifest;
  const actions = [
    { word: list.similar, act: () => void showSimilar(id) },
    { word: list.seen(itemNoun), keep: 'seen', act: () => markSeen(id) },
    { word: list.hide, keep: 'hide', act: () => hide(id) },
  ];
  return (
    <ul className="card-more" aria-label={list.moreAbout(title)}>
      {actions.map(({ word, keep, act }) => (
        <li key={word}>
          <button
            type="button"
            data-keep={keep}
            aria-label={list.actionOn(word, title)}
            onClick={() => {
              act();
              onChosen();
            }}
          >
            {word}
          </button>
        </li>
      ))}
    </ul>
  );
}
