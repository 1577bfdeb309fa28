import { useEffect, useRef } from 'react';
import type { MouseEvent } from 'react';
import { Icon } from '../icons.tsx';
import { describeHappening } from '../store/announcement.ts';
import type { Happening } from '../store/announcement.ts';
import { useActions, useApp, useText } from '../store/react.tsx';
import './status.css';

/** ms that a word stays which nobody has to answer. */
const PASSING = 6000;

/**
 * Stays until it is used, dismissed or overtaken: nobody has to hurry. That of a like passes, unless somebody is at
 * it: a like can be taken back on the shelf as well. Its buttons leave with it, so the focus goes to the list.
 */
export function UndoBar() {
  const text = useText();
  const what = useApp((state) => state.undo?.what);
  const { undo, dismissUndo } = useActions();
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!what || !canPass(what)) return;
    const timer = setInterval(() => {
      if (!bar.current?.matches(':hover, :focus-within')) dismissUndo();
    }, PASSING);
    return () => clearInterval(timer);
  }, [what, dismissUndo]);
  if (what === undefined) return null;
  const leave = (act: () => void) => (event: MouseEvent) => {
    act();
    // A click, unlike a key, is made by somebody who is looking here.
    document.getElementById('list-heading')?.focus({ preventScroll: event.detail > 0 });
  };
  return (
    <section ref={bar} className="undo-bar" aria-label={text.undo.label}>
      <p>{describeHappening(text, what)}</p>
      <button type="button" className="undo-button" onClick={leave(undo)}>
        <Icon name="undo" />
        {text.undo.undo}
      </button>
      <button
        type="button"
        className="undo-dismiss"
        aria-label={text.undo.dismiss}
        onClick={leave(dismissUndo)}
      >
        <Icon name="cross" />
      </button>
    </section>
  );
}

function canPass(what: Happening): boolean {
  return typeof what === 'object' && 'item' in what && what.item === 'liked';
}
