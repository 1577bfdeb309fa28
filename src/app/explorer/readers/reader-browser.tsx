import { useMemo, useState } from 'react';
import { useText } from '../../store/react.tsx';
import type { AssessedReader } from '../assess.ts';
import { useExplorerText } from '../explorer-text.ts';
import { cutsOf, meansOf, orderReaders, sliceReaders, WHOLE } from '../slices.ts';
import type { Order } from '../slices.ts';
import { ReaderScatter } from './reader-scatter.tsx';
import { ReaderTable } from './reader-table.tsx';
import { SliceControls } from './slice-controls.tsx';

interface ReaderBrowserProps {
  readonly readers: readonly AssessedReader[];
  readonly source: string;
  readonly chosen: AssessedReader;
  readonly onChoose: (reader: AssessedReader) => void;
}

/** All sample users, to slice, to put in order and to choose from: as a chart and as a table. */
export function ReaderBrowser({ readers, source, chosen, onChoose }: ReaderBrowserProps) {
  const { compare } = useText();
  const { readers: text } = useExplorerText();
  const [slice, setSlice] = useState(WHOLE);
  const [order, setOrder] = useState<Order>('divergent');
  const cuts = useMemo(() => cutsOf(readers), [readers]);
  const shown = useMemo(
    () => orderReaders(sliceReaders(readers, slice, cuts), order),
    [readers, slice, cuts, order],
  );
  return (
    <section className="browser" aria-labelledby="browser-heading">
      <h3 id="browser-heading">{text.heading(readers.length)}</h3>
      <p className="panel-note">{compare.source(source)}</p>
      <SliceControls slice={slice} cuts={cuts} order={order} onSlice={setSlice} onOrder={setOrder} />
      <p className="browser-means" role="status">
        {shown.length === 0 ? text.nobody : text.means(shown.length, meansOf(shown))}
      </p>
      <ReaderScatter readers={shown} chosen={chosen} onChoose={onChoose} />
      <ReaderTable readers={shown} chosen={chosen} onChoose={onChoose} />
    </section>
  );
}
