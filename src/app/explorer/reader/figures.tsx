import { useId, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { formatBytes, formatMilliseconds, formatPercent } from '../../format-text.ts';
import { useModel } from '../../store/react.tsx';
import type { AssessedReader } from '../assess.ts';
import { formatAgreement, formatScore } from '../format.ts';
import { FIGURES, FIGURES_TEXT } from './figures.text.ts';
import type { FigureName } from './figures.text.ts';

interface FiguresProps {
  readonly reader: AssessedReader;
  /** KL in nats; null while it is asked for. */
  readonly divergence: number | null;
  /** Median of the student's answers, ms. */
  readonly milliseconds: number;
}

/** How far both models agree on a reader, and what each list is worth; every figure explains itself. */
export function Figures({ reader, divergence, milliseconds }: FiguresProps) {
  const { manifest } = useModel().recommender;
  const { agreement, teacherNdcg, studentNdcg } = reader;
  const teacherBytes = formatBytes(manifest.teacher.bytes);
  const studentBytes = formatBytes(manifest.files['student.safetensors'].bytes);
  const values: Readonly<Record<FigureName, ReactNode>> = {
    overlap: formatPercent(agreement.overlap),
    rankBiasedOverlap: formatAgreement(agreement.rankBiasedOverlap),
    kendall: formatAgreement(agreement.kendall),
    divergence: divergence === null ? '…' : formatAgreement(divergence),
    teacherNdcg: formatScore(teacherNdcg),
    studentNdcg: formatScore(studentNdcg),
    bytes: (
      <>
        <span aria-hidden="true">{FIGURES_TEXT.bytes(teacherBytes, studentBytes)}</span>
        <span className="visually-hidden">{FIGURES_TEXT.spokenBytes(teacherBytes, studentBytes)}</span>
      </>
    ),
    milliseconds: formatMilliseconds(milliseconds),
  };
  return (
    <>
      <dl className="figures" aria-label={FIGURES_TEXT.label}>
        {FIGURE_NAMES.map((name) => (
          <Figure key={name} name={name}>
            {values[name]}
          </Figure>
        ))}
      </dl>
      <Method />
    </>
  );
}

const FIGURE_NAMES = Object.keys(FIGURES) as FigureName[];
const METHOD_ID = 'explorer-method';

/** A figure whose name tells what it means when it is pointed at or has the focus, and leads to the method. */
function Figure({ name, children }: { readonly name: FigureName; readonly children: ReactNode }) {
  const [told, setTold] = useState(false);
  const id = useId();
  const figure = FIGURES[name];
  const hideOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !told) return;
    // Escape takes the explanation away first, the explorer second.
    event.preventDefault();
    setTold(false);
  };
  return (
    <div className="figure" onPointerEnter={() => setTold(true)} onPointerLeave={() => setTold(false)}>
      <dt>
        <button
          type="button"
          className="figure-name"
          aria-describedby={id}
          onFocus={() => setTold(true)}
          onBlur={() => setTold(false)}
          onKeyDown={hideOnEscape}
          onClick={openMethod}
        >
          {figure.name}
        </button>
        <span id={id} role="tooltip" className="figure-meaning" hidden={!told}>
          {figure.meaning}
        </span>
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

function Method() {
  return (
    <details className="method" id={METHOD_ID}>
      <summary>{FIGURES_TEXT.method}</summary>
      <dl>
        {FIGURE_NAMES.map((name) => (
          <div key={name}>
            <dt>{FIGURES[name].name}</dt>
            <dd>
              {FIGURES[name].meaning} {FIGURES[name].method}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function openMethod(): void {
  const method = document.getElementById(METHOD_ID);
  if (!(method instanceof HTMLDetailsElement)) return;
  method.open = true;
  method.scrollIntoView({ block: 'nearest' });
}
