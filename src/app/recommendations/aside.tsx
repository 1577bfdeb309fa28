import { useEffect, useId, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Icon } from '../icons.tsx';
import { useActions, useApp, useModel } from '../store/react.tsx';
import { SimilarItems } from './similar-items.tsx';
import { WhatIf } from './what-if.tsx';
import { words } from './words.ts';
import './aside.css';

/** What a reader opened below the card of an item; nothing below all others. */
export function Aside({ card }: { readonly card: string }) {
  const aside = useApp((state) => (state.aside?.card === card ? state.aside : null));
  const { library } = useModel();
  if (!aside) return null;
  if (aside.kind === 'similar') {
    return (
      <AsideFrame key="similar" card={card} heading={words.similarTo(library.item(card).title)}>
        <SimilarItems items={aside.items} />
      </AsideFrame>
    );
  }
  const { removed, preview } = aside;
  return (
    <AsideFrame key={`without ${removed}`} card={card} heading={words.ifRemoved(library.item(removed).title)}>
      <WhatIf removed={removed} preview={preview} />
    </AsideFrame>
  );
}

interface AsideFrameProps {
  readonly card: string;
  readonly heading: string;
  readonly children: ReactNode;
}

/** Takes the focus when it opens and gives it back to the card when it is closed. */
function AsideFrame({ card, heading, children }: AsideFrameProps) {
  const { closeAside } = useActions();
  const head = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useEffect(() => head.current?.focus(), []);
  const close = () => {
    closeAside();
    document.getElementById(moreId(card))?.focus();
  };
  return (
    <li
      className="aside"
      aria-labelledby={id}
      onKeyDown={(event: KeyboardEvent) => event.key === 'Escape' && close()}
    >
      <div className="aside-head">
        <h3 id={id} ref={head} tabIndex={-1}>
          {heading}
        </h3>
        <button type="button" className="aside-close" aria-label={words.close} onClick={close}>
          <Icon name="cross" />
        </button>
      </div>
      {children}
    </li>
  );
}

/** The id of the button that opens more about a card. */
export function moreId(card: string): string {
  return `more-${card}`;
}
