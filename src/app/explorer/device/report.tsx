import { useId, useState } from 'react';
import { useModel, useText } from '../../store/react.tsx';
import { useExplorerText } from '../explorer-text.ts';
import { reportText } from './report-text.ts';
import type { BackendResult } from './measure.ts';

/** The measurements as text, to copy. */
export function Report({ results }: { readonly results: readonly BackendResult[] }) {
  const text = useText();
  const explorerText = useExplorerText();
  const { device } = explorerText;
  const { manifest } = useModel().recommender;
  const [copied, setCopied] = useState<boolean | null>(null);
  const id = useId();
  const report = reportText(manifest, results, navigator.userAgent, text, explorerText);
  const copy = () => {
    navigator.clipboard.writeText(report).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <div className="report">
      <label htmlFor={id}>{device.report}</label>
      <textarea id={id} readOnly rows={results.length + 4} value={report} />
      <button type="button" className="quiet-button" onClick={copy}>
        {device.copy}
      </button>
      <p role="status">{copied === null ? '' : copied ? device.copied : device.notCopied}</p>
    </div>
  );
}
