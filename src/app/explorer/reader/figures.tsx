import type { ReactNode } from 'react';
import { useModel, useText } from '../../store/react.tsx';
import type { ExplorerText } from '../../text/text.ts';
import type { AssessedReader } from '../assess.ts';
import { useExplorerText } from '../explorer-text.ts';
import { Method, TermName, useExplanation } from '../term.tsx';

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
      <Method terms={{ ...figures.each, ...figures.means }} />
    </>
  );
}

const namesOf = ({ each }: ExplorerText['figures']) => Object.keys(each) as FigureName[];

/** A figure that tells what it means when it or its name is pointed at, or its name has the focus. */
function Figure({ name, children }: { readonly name: FigureName; readonly children: ReactNode }) {
  const { figures } = useExplorerText();
  const explanation = useExplanation();
  return (
    <div className="figure" {...explanation.region}>
      <dt>
        <TermName term={name} text={figures.each[name]} explanation={explanation} />
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
