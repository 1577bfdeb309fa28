import { useState } from 'react';
import { Icon } from '../icons.tsx';
import { useActions, useModel, useText } from '../store/react.tsx';
import type { Item } from '../types.ts';
import { moreId } from './aside.tsx';

/** What can be said to an item; what is said less often stands behind a button. */
export function CardActions({ item }: { readonly item: Item }) {
  const { list } = useText();
  const { like, dislike } = useActions();
  const [open, setOpen] = useState(false);
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
      <button
        type="button"
        id={moreId(id)}
        className="dislike-button"
        aria-label={list.moreAbout(title)}
        aria-expanded={open}
        title={list.more}
        onClick={() => setOpen(!open)}
      >
        <span aria-hidden="true">⋯</span>
      </button>
      {open && <MoreActions item={item} />}
    </div>
  );
}

function MoreActions({ item: { id, title } }: { readonly item: Item }) {
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
            className="link-button"
            data-keep={keep}
            aria-label={list.actionOn(word, title)}
            onClick={act}
          >
            {word}
          </button>
        </li>
      ))}
    </ul>
  );
}
