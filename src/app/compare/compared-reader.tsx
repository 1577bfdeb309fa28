import { useState } from 'react';
import { Cover } from '../covers/cover.tsx';
import { PERSISTENCE } from '../store/comparison.ts';
import type { Comparison } from '../store/comparison.ts';
import { useText } from '../store/react.tsx';
import type { ComparedUser } from '../store/state.ts';
import { languageOf } from '../text/language-of.ts';
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
  const { compare } = useText();
  const [all, setAll] = useState(false);
  const shown = all ? history : history.slice(0, SHOWN_HISTORY);
  const hidden = history.length - shown.length;
  return (
    <div>
      <h3 id="history-heading">{compare.history}</h3>
      <ul className="history" aria-labelledby="history-heading">
        {shown.map((item, at) => (
          <li
            key={item.id}
            ref={at === SHOWN_HISTORY ? takeFocus : undefined}
            tabIndex={at === SHOWN_HISTORY ? -1 : undefined}
            title={item.title}
          >
            <Cover item={item} />
            <span className="visually-hidden" lang={languageOf(item.title)}>
              {item.title}
            </span>
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <button type="button" className="link-button panel-note" onClick={() => setAll(true)}>
          {compare.more(hidden)}
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
  const { compare, format } = useText();
  const { teacher, student, overlap, rankBiasedOverlap, depth } = comparison;
  const hits = (list: Comparison['teacher']) => list.filter((entry) => entry.heldOut).length;
  return (
    <dl className="agreement">
      <div>
        <dt>{compare.overlap}</dt>
        <dd>{format.percent(overlap)}</dd>
      </div>
      <div>
        <dt title={compare.rankBiasedOverlapNote(depth, PERSISTENCE)}>{compare.rankBiasedOverlap}</dt>
        <dd>{format.agreement(rankBiasedOverlap)}</dd>
      </div>
      <div>
        <dt>{compare.hits(heldOut)}</dt>
        <dd>
          <span aria-hidden="true">{`${hits(teacher)} → ${hits(student)}`}</span>
          <span className="visually-hidden">{compare.spokenHits(hits(teacher), hits(student))}</span>
        </dd>
      </div>
    </dl>
  );
}
