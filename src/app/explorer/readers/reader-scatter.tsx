import { useCallback } from 'react';
import type { ExplorerText } from '../../text/text.ts';
import type { AssessedReader } from '../assess.ts';
import { Chart } from '../chart.tsx';
import type { Plot } from '../chart.tsx';
import { useExplorerText } from '../explorer-text.ts';

interface ReaderScatterProps {
  readonly readers: readonly AssessedReader[];
  readonly chosen: AssessedReader;
  readonly onChoose: (reader: AssessedReader) => void;
}

/** Teacher's NDCG against the student's, a dot a reader; the table beside it is its equivalent. */
export function ReaderScatter({ readers, chosen, onChoose }: ReaderScatterProps) {
  const { readers: text } = useExplorerText();
  const draw = useCallback(
    (plot: Plot, width: number) => drawScatter(plot, width, readers, chosen, text),
    [readers, chosen, text],
  );
  return (
    <figure className="scatter">
      <Chart
        label={text.scatter(readers.length)}
        draw={draw}
        onPick={(datum) => {
          const reader = readers.find((candidate) => candidate === datum);
          if (reader) onChoose(reader);
        }}
      />
      <figcaption className="panel-note">{text.scatterNote}</figcaption>
    </figure>
  );
}

function drawScatter(
  plot: Plot,
  width: number,
  readers: readonly AssessedReader[],
  chosen: AssessedReader,
  text: ExplorerText['readers'],
): ReturnType<Plot['plot']> {
  const places = { x: 'teacherNdcg', y: 'studentNdcg' } as const;
  const describe = ({ user, agreement }: AssessedReader) =>
    text.tip(user.id, user.history.length, agreement.rankBiasedOverlap);
  const axis = { domain: [0, 1], ticks: 5 };
  const size = Math.min(width, 420);
  return plot.plot({
    className: 'plot',
    width: size,
    height: size,
    marginLeft: 44,
    marginBottom: 44,
    x: { ...axis, label: text.acrossAxis },
    y: { ...axis, label: text.upAxis },
    marks: [
      plot.line([0, 1], { x: (at: number) => at, y: (at: number) => at, stroke: 'var(--line-strong)' }),
      plot.dot(readers, { ...places, r: 4, fill: 'var(--rose)', fillOpacity: 0.45 }),
      plot.dot([chosen], {
        ...places,
        symbol: 'diamond2',
        r: 8,
        stroke: 'var(--ink)',
        strokeWidth: 2.5,
        fill: 'var(--amber)',
      }),
      plot.tip(
        readers,
        plot.pointer({
          ...places,
          title: describe,
          fill: 'var(--paper-raised)',
          stroke: 'var(--line-strong)',
        }),
      ),
    ],
  });
}
