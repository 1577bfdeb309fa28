import { useRef } from 'react';
import type { RefObject } from 'react';
import { useActions, useApp, useText } from '../store/react.tsx';
import './footer.css';

/** Where the reader's data is and how to see that, what can be done with it, and whose data the model is made of. */
export function Footer() {
  const load = useApp((state) => state.load);
  const model = useApp((state) => state.model);
  const install = useApp((state) => state.install);
  const { footer } = useText();
  const { exportShelf } = useActions();
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <footer className="footer">
      <p>{footer.promise}</p>
      <Check />
      {install === 'by-hand' && <p className="footer-note">{footer.installByHand}</p>}
      <div className="footer-actions">
        {typeof install === 'function' && (
          <button type="button" className="quiet-button" onClick={install}>
            {footer.install}
          </button>
        )}
        {load.phase === 'ready' && (
          <button
            type="button"
            className="quiet-button"
            onClick={() => offerFile(`attar-${model}.json`, exportShelf())}
          >
            {footer.export}
          </button>
        )}
        <button type="button" className="quiet-button" onClick={() => dialog.current?.showModal()}>
          {footer.erase}
        </button>
      </div>
      {load.phase === 'ready' && <Licence licence={load.recommender.manifest.licence} />}
      <EraseDialog ref={dialog} />
    </footer>
  );
}

/** A promise of silence is worth what can be seen of it. */
function Check() {
  const { footer } = useText();
  const { protocol, host } = window.location;
  const steps = protocol === 'file:' ? [footer.checkFile] : footer.checkSteps(host);
  return (
    <details className="footer-check">
      <summary>{footer.check}</summary>
      {steps.map((step) => (
        <p key={step}>{step}</p>
      ))}
    </details>
  );
}

/** In the words its owners ask for. */
function Licence({ licence }: { readonly licence: { name: string; url: string; attribution: string } }) {
  const linked = /^https?:/.test(licence.url);
  return (
    <p className="footer-licence" lang="en">
      {licence.attribution} {linked ? <a href={licence.url}>{licence.name}</a> : licence.name}
    </p>
  );
}

function EraseDialog({ ref }: { readonly ref: RefObject<HTMLDialogElement | null> }) {
  const { footer } = useText();
  const { eraseEverything } = useActions();
  const close = () => ref.current?.close();
  const erase = () => {
    void eraseEverything();
    close();
  };
  return (
    <dialog ref={ref} className="erase" aria-labelledby="erase-heading">
      <h2 id="erase-heading">{footer.eraseHeading}</h2>
      <p>{footer.eraseNote}</p>
      <div className="footer-actions">
        <button type="button" className="quiet-button firm-button" onClick={erase}>
          {footer.eraseNow}
        </button>
        <button type="button" className="quiet-button" onClick={close}>
          {footer.keep}
        </button>
      </div>
    </dialog>
  );
}

function offerFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
