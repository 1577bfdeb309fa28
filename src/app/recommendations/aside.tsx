import { useEffect, useId, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Icon } from '../icons.tsx';
import { useActions, useApp, useModel, useText } from '../store/react.tsx';
import { Sentence } from '../text/sentence.tsx';
import { SimilarItems } from './similar-items.tsx';
import { WhatIf } from './what-if.tsx';
import { Title } from './title.tsx';
import './aside.css';

/** What a reader opened below the card of an item; nothing below all others. */
export function Aside({ card }: { readonly card: string }) {
  const aside = useApp((state) => (state.aside?.card === card ? state.aside : null));
  const { library } = useModel();
  const { list } = useText();
  if (!aside) return null;
  if (aside.kind === 'similar') {
    const heading = <Sentence parts={list.similarTo<ReactNode>(<Title item={library.item(card)} />)} />;
    return (
      <AsideFrame key="similar" card={card} heading={heading}>
        <SimilarItems items={aside.items} />
      </AsideFrame>
    );
  }
  const { removed, preview } = aside;
  const heading = <Sentence parts={list.ifRemoved<ReactNode>(<Title item={library.item(removed)} />)} />;
  return (
    <AsideFrame key={`without ${removed}`} card={card} heading={heading}>
      <WhatIf removed={removed} preview={preview} />
    </AsideFrame>
  );
}

interface AsideFrameProps {
  readonly card: string;
  readonly heading: ReactNode;
  readonly children: ReactNode;
}

/** Takes the focus when it opens and gives it back to the card when it is closed. */
function AsideFrame({ card, heading, children }: AsideFrameProps) {
  const { list } = useText();
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
        <button type="button" className="aside-close" aria-label={list.close} onClick={close}>
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
