import { useId, useRef, useState } from 'react';
import { useActions, useApp, useText } from '../store/react.tsx';
import { shelfFragment } from '../store/shelf-link.ts';
import './exchange.css';

/** The shelf as a link to give away, and a way in for one that was exported. */
export function Exchange() {
  const { exchange } = useText();
  const hasWords = useApp(({ shelf }) => shelf.likes.length + shelf.dislikes.length > 0);
  return (
    <details className="exchange">
      <summary>{exchange.heading}</summary>
      {hasWords && !isOnDisk() && <ShareLink />}
      <ImportFile />
    </details>
  );
}

/** A link to a file of this disk leads nobody else anywhere. */
function isOnDisk(): boolean {
  return window.location.protocol === 'file:';
}

function ShareLink() {
  const { exchange } = useText();
  const fragment = useApp(({ model, shelf }) => shelfFragment(model, shelf));
  const [copied, setCopied] = useState<boolean | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const link = window.location.href.split(/[?#]/)[0] + fragment;
  const copy = async () => {
    field.current?.select();
    setCopied(await copyText(link));
  };
  return (
    <div className="exchange-part">
      <label htmlFor={id}>{exchange.link}</label>
      <div className="exchange-row">
        <input ref={field} id={id} type="text" readOnly value={link} aria-describedby={`${id}-note`} />
        <button type="button" className="quiet-button" onClick={() => void copy()}>
          {exchange.copy}
        </button>
        <output>{copied === null ? '' : copied ? exchange.copied : exchange.notCopied}</output>
      </div>
      <p id={`${id}-note`} className="exchange-note">
        {exchange.linkNote}
      </p>
    </div>
  );
}

/** Pages without a secure address have no clipboard: the link stands selected, for the keyboard. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function ImportFile() {
  const { exchange } = useText();
  const { offerDocument } = useActions();
  const take = async (input: HTMLInputElement) => {
    const [file] = input.files ?? [];
    if (file) offerDocument(await file.text());
    // The same file can be chosen again.
    input.value = '';
  };
  return (
    <label className="exchange-part">
      {exchange.import}
      <input
        type="file"
        accept="application/json,.json"
        onChange={({ currentTarget }) => void take(currentTarget)}
      />
    </label>
  );
}
