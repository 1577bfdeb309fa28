import type { LoadProgress } from '../../inference/index.ts';
import { useText } from '../store/react.tsx';
import './status.css';

/** How far the download is, in bytes and percent; the drop fills with it. */
export function Loading({ progress }: { readonly progress: LoadProgress | null }) {
  const { format, loading } = useText();
  const { phase, loaded, total } = progress ?? { phase: 'manifest' as const, loaded: 0, total: 0 };
  const fraction = total > 0 ? Math.min(1, loaded / total) : 0;
  const figures = loading.progress(format.bytes(loaded), format.bytes(total), format.percent(fraction));
  return (
    <div className="loading">
      <FillingDrop fraction={fraction} />
      <p className="loading-phase" id="loading-phase">
        {loading.phases[phase]}
      </p>
      <div
        className="loading-bar"
        role="progressbar"
        aria-labelledby="loading-phase"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(fraction * 100)}
        aria-valuetext={total > 0 ? figures : loading.unknown}
      >
        <div className="loading-fill" style={{ width: `${fraction * 100}%` }} />
      </div>
      <p className="loading-figures">{total > 0 ? figures : '\u00a0'}</p>
    </div>
  );
}

function FillingDrop({ fraction }: { readonly fraction: number }) {
  const outline = 'M14 1C19 10 26 15.5 26 23.2A12 12 0 0 1 2 23.2C2 15.5 9 10 14 1Z';
  return (
    <svg className="filling-drop" viewBox="0 0 28 37" aria-hidden="true" focusable="false">
      <clipPath id="drop-outline">
        <path d={outline} />
      </clipPath>
      <rect
        className="drop-body"
        clipPath="url(#drop-outline)"
        width="28"
        height="37"
        y={36 - 35 * fraction}
      />
      <path className="drop-line" d={outline} />
    </svg>
  );
}
