import { Icon } from '../icons.tsx';
import { useActions, useApp } from '../store/react.tsx';
import './status.css';

/** Stays until it is used, dismissed or overtaken: nobody has to hurry. */
export function UndoBar() {
  const what = useApp((state) => state.undo?.what);
  const { undo, dismissUndo } = useActions();
  if (what === undefined) return null;
  return (
    <section className="undo-bar" aria-label="Take back">
      <p>{what}</p>
      <button type="button" className="undo-button" onClick={undo}>
        <Icon name="undo" />
        Undo
      </button>
      <button type="button" className="undo-dismiss" aria-label="Dismiss" onClick={dismissUndo}>
        <Icon name="cross" />
      </button>
    </section>
  );
}
