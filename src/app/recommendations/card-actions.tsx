import { useState } from 'react';
import { Icon } from '../icons.tsx';
import { useActions, useModel } from '../store/react.tsx';
import type { Item } from '../types.ts';
import { moreId } from './aside.tsx';
import { words } from './words.ts';

/** What can be said to an item; what is said less often stands behind a button. */
export function CardActions({ item }: { readonly item: Item }) {
  const { like, dislike } = useActions();
  const [open, setOpen] = useState(false);
  const { id, title } = item;
  return (
    <div className="card-actions">
      <button
        type="button"
        className="like"
        data-keep="like"
        aria-label={words.like(title)}
        onClick={() => like(id)}
      >
        <Icon name="heart" />
        Like
      </button>
      <button
        type="button"
        className="dislike-button"
        data-keep="dislike"
        aria-label={`Not for me: ${title}`}
        title="Not for me"
        onClick={() => dislike(id)}
      >
        <Icon name="thumbDown" />
      </button>
      <button
        type="button"
        id={moreId(id)}
        className="dislike-button"
        aria-label={words.more(title)}
        aria-expanded={open}
        title="More"
        onClick={() => setOpen(!open)}
      >
        <span aria-hidden="true">⋯</span>
      </button>
      {open && <MoreActions item={item} />}
    </div>
  );
}

function MoreActions({ item: { id, title } }: { readonly item: Item }) {
  const { hide, markSeen, showSimilar } = useActions();
  const { itemNoun } = useModel().recommender.manifest;
  const actions = [
    { word: words.similar, act: () => void showSimilar(id) },
    { word: words.seen(itemNoun), keep: 'seen', act: () => markSeen(id) },
    { word: words.hide, keep: 'hide', act: () => hide(id) },
  ];
  return (
    <ul className="card-more" aria-label={words.more(title)}>
      {actions.map(({ word, keep, act }) => (
        <li key={word}>
          <button
            type="button"
            className="link-button"
            data-keep={keep}
            aria-label={`${word}: ${title}`}
            onClick={act}
          >
            {word}
          </button>
        </li>
      ))}
    </ul>
  );
}
