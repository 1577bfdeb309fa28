import { useId, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useModel, useText } from '../../store/react.tsx';
import type { ExplorerText } from '../../text/text.ts';
import type { AssessedReader } from '../assess.ts';
import { useExplorerText } from '../explorer-text.ts';

type FigureName = keyof ExplorerText['figures']['each'];

interface FiguresProps {
  readonly reader: AssessedReader;
  /** KL in nats; null while it is asked for. */
  readonly divergence: number | null;
  /** Median of the student's answers, ms. */
  readonly milliseconds: number;
}

/** How far both models agree on a reader, and what each list is worth; every figure explains itself. */
export function Figures({ reader, divergence, milliseconds }: FiguresProps) {
  const { format } = useText();
  const { figures } = useExplorerText();
  const { manifest } = useModel().recommender;
  const { agreement, teacherNdcg, studentNdcg } = reader;
  const teacherBytes = format.bytes(manifest.teacher.bytes);
  const studentBytes = format.bytes(manifest.files['student.safetensors'].bytes);
  const values: Readonly<Record<FigureName, ReactNode>> = {
    overlap: format.percent(agreement.overlap),
    rankBiasedOverlap: format.agreement(agreement.rankBiasedOverlap),
    kendall: format.agreement(agreement.kendall),
    divergence: divergence === null ? '…' : format.agreement(divergence),
    teacherNdcg: format.score(teacherNdcg),
    studentNdcg: format.score(studentNdcg),
    bytes: (
      <>
        <span aria-hidden="true">{figures.bytes(teacherBytes, studentBytes)}</span>
        <span className="visually-hidden">{figures.spokenBytes(teacherBytes, studentBytes)}</span>
      </>
    ),
    milliseconds: format.milliseconds(milliseconds),
  };
  return (
    <>
      <dl className="figures" aria-label={figures.label}>
        {namesOf(figures).map((name) => (
          <Figure key={name} name={name}>
            {values[name]}
          </Figure>
        ))}
      </dl>
      <Method />
    </>
  );
}

const namesOf = ({ each }: ExplorerText['figures']) => Object.keys(each) as FigureName[];
const METHOD_ID = 'explorer-method';

/** A figure whose name tells what it means when it is pointed at or has the focus, and leads to the method. */
function Figure({ name, children }: { readonly name: FigureName; readonly children: ReactNode }) {
  const { figures } = useExplorerText();
  const [told, setTold] = useState(false);
  const id = useId();
  const figure = figures.each[name];
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
  const { figures } = useExplorerText();
  return (
    <details className="method" id={METHOD_ID}>
      <summary>{figures.method}</summary>
      <dl>
        {namesOf(figures).map((name) => (
          <div key={name}>
            <dt>{figures.each[name].name}</dt>
            <dd>
              {figures.each[name].meaning} {figures.each[name].method}
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
