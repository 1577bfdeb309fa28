import type { Reason } from '../../inference/index.ts';
import { formatPercent } from '../format-text.ts';
import { useActions, useModel } from '../store/react.tsx';
import { words } from './words.ts';

export interface ReasonLineProps {
  /** The item whose reasons they are. */
  readonly card: string;
  readonly because: readonly Reason[];
}

/** The engine's own account: which liked item the score is owed to, and how much of it. */
export function ReasonLine({ card, because }: ReasonLineProps) {
  const { library } = useModel();
  const { showWithout } = useActions();
  const [first, ...others] = because;
  if (!first) return null;
  const { title } = library.item(first.id);
  return (
    <div className="reason">
      <p title={others.length > 0 ? `then ${others.map(describe).join(', ')}` : undefined}>
        because you liked <strong>{title}</strong> ({formatPercent(first.share)})
      </p>
      <button
        type="button"
        className="link-button reason-what-if"
        aria-label={`${words.without} ${title}`}
        onClick={() => void showWithout(card, first.id)}
      >
        {words.without}
      </button>
    </div>
  );

  function describe({ id, share }: Reason): string {
    return `${library.item(id).title} (${formatPercent(share)})`;
  }
}
