import type { Reason } from '../../inference/index.ts';
import { formatPercent } from '../format-text.ts';
import { useModel } from '../store/react.tsx';

export interface ReasonLineProps {
  readonly because: readonly Reason[];
}

/** The engine's own account: which liked item the score is owed to, and how much of it. */
export function ReasonLine({ because }: ReasonLineProps) {
  const { library } = useModel();
  const [first, ...others] = because;
  if (!first) return null;
  return (
    <p className="reason" title={others.length > 0 ? `then ${others.map(describe).join(', ')}` : undefined}>
      because you liked <strong>{library.item(first.id).title}</strong> ({formatPercent(first.share)})
    </p>
  );

  function describe({ id, share }: Reason): string {
    return `${library.item(id).title} (${formatPercent(share)})`;
  }
}
