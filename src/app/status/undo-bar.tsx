import type { MouseEvent } from 'react';
import { Icon } from '../icons.tsx';
import { describeHappening } from '../store/announcement.ts';
import { useActions, useApp, useText } from '../store/react.tsx';
import './status.css';

/**
 * Stays until it is used, dismissed or overtaken: nobody has to hurry. Its buttons leave with it, so the focus
 * goes to the list.
 */
export function UndoBar() {
  const text = useText();
  const what = useApp((state) => state.undo?.what);
  const { undo, dismissUndo } = useActions();
  if (what === undefined) return null;
  const leave = (act: () => void) => (event: MouseEvent) => {
    act();
    // A click, unlike a key, is made by somebody who is looking here.
    document.getElementById('list-heading')?.focus({ preventScroll: event.detail > 0 });
  };
  return (
    <section className="undo-bar" aria-label={text.undo.label}>
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
