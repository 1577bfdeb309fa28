import { useState } from 'react';
import { Cover } from '../covers/cover.tsx';
import { formatPercent } from '../format-text.ts';
import { PERSISTENCE } from '../store/comparison.ts';
import type { Comparison } from '../store/comparison.ts';
import type { ComparedUser } from '../store/state.ts';
import type { Item } from '../types.ts';
import { TopTens } from './top-tens.tsx';

const SHOWN_HISTORY = 12;

/** One sample user: the history both models saw, both lists, and how far they agree. */
export function ComparedReader({
  compared: { user, history, comparison },
}: {
  readonly compared: ComparedUser;
}) {
  return (
    <div className="reader">
      <History key={user.id} history={history} />
      <TopTens comparison={comparison} />
      <Agreement comparison={comparison} heldOut={user.heldOut.length} />
    </div>
  );
}

function History({ history }: { readonly history: readonly Item[] }) {
  const [all, setAll] = useState(false);
  const shown = all ? history : history.slice(0, SHOWN_HISTORY);
  const hidden = history.length - shown.length;
  return (
    <div>
      <h3 id="history-heading">What both were told</h3>
      <ul className="history" aria-labelledby="history-heading">
        {shown.map((item, at) => (
          <li
            key={item.id}
            ref={at === SHOWN_HISTORY ? takeFocus : undefined}
            tabIndex={at === SHOWN_HISTORY ? -1 : undefined}
            title={item.title}
          >
            <Cover item={item} />
            <span className="visually-hidden">{item.title}</span>
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <button type="button" className="link-button panel-note" onClick={() => setAll(true)}>
          {`Show ${hidden} more`}
        </button>
      )}
    </div>
  );
}

/** The button that showed this item has gone: the reader goes on from here. */
function takeFocus(item: HTMLElement | null): void {
  item?.focus();
}

function Agreement({ comparison, heldOut }: { readonly comparison: Comparison; readonly heldOut: number }) {
  const { teacher, student, overlap, rankBiasedOverlap, depth } = comparison;
  const hits = (list: Comparison['teacher']) => list.filter((entry) => entry.heldOut).length;
  return (
    <dl className="agreement">
      <div>
        <dt>Overlap@10</dt>
        <dd>{formatPercent(overlap)}</dd>
      </div>
      <div>
        <dt title={`Webber et al. 2010, extrapolated from ${depth} ranks, p = ${PERSISTENCE}`}>
          Rank-biased overlap
        </dt>
        <dd>{rankBiasedOverlap.toFixed(2)}</dd>
      </div>
      <div>
        <dt>{`Hits, of ${heldOut} held out`}</dt>
        <dd>
          <span className="visually-hidden">teacher </span>
          {hits(teacher)}
          <span aria-hidden="true"> → </span>
          <span className="visually-hidden">, student </span>
          {hits(student)}
        </dd>
      </div>
    </dl>
  );
}
