import type { ReactNode } from 'react';
import type { Reason } from '../../inference/index.ts';
import { useActions, useModel, useText } from '../store/react.tsx';
import { languageOf } from '../text/language-of.ts';
import { Sentence } from '../text/sentence.tsx';

export interface ReasonLineProps {
  /** The item whose reasons they are. */
  readonly card: string;
  readonly because: readonly Reason[];
}

/** The engine's own account: which liked item the score is owed to, and how much of it. */
export function ReasonLine({ card, because }: ReasonLineProps) {
  const { library } = useModel();
  const { enumerate, format, list } = useText();
  const { showWithout } = useActions();
  const [first, ...others] = because;
  if (!first) return null;
  const { title } = library.item(first.id);
  const share = format.percent(first.share);
  return (
    <div className="reason">
      <p title={list.reasonMeans(share, others.length > 0 ? enumerate(others.map(describe)) : null)}>
        <Sentence
          parts={list.because<ReactNode>(
            <strong lang={languageOf(title)}>{title}</strong>,
            others.length > 0 ? share : null,
          )}
        />
      </p>
      <button
        type="button"
        className="link-button reason-what-if"
        aria-label={list.withoutItem(title)}
        onClick={() => void showWithout(card, first.id)}
      >
        {list.without}
      </button>
    </div>
  );

  function describe({ id, share }: Reason): string {
    return list.reason(library.item(id).title, format.percent(share));
  }
}
