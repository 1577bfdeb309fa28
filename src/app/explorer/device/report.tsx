import { useId, useState } from 'react';
import { useModel } from '../../store/react.tsx';
import { DEVICE_TEXT, reportText } from './device.text.ts';
import type { BackendResult } from './measure.ts';

/** The measurements as text, to copy. */
export function Report({ results }: { readonly results: readonly BackendResult[] }) {
  const { manifest } = useModel().recommender;
  const [copied, setCopied] = useState<boolean | null>(null);
  const id = useId();
  const text = reportText(manifest, results, navigator.userAgent);
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <div className="report">
      <label htmlFor={id}>{DEVICE_TEXT.report}</label>
      <textarea id={id} readOnly rows={results.length + 4} value={text} />
      <button type="button" className="quiet-button" onClick={copy}>
        {DEVICE_TEXT.copy}
      </button>
      <p role="status">{copied === null ? '' : copied ? DEVICE_TEXT.copied : DEVICE_TEXT.notCopied}</p>
    </div>
  );
}
