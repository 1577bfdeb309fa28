import { Icon } from '../../icons.tsx';
import { useModel, useText } from '../../store/react.tsx';
import { languageOf } from '../../text/language-of.ts';
import { describeMovement } from '../../text/movement.ts';
import type { Movement } from '../../store/comparison.ts';
import { countSteps, flowBetween } from '../flow.ts';
import type { Flow, FlowEntry } from '../flow.ts';
import { useExplorerText } from '../explorer-text.ts';

/** Height of one rank and width of the threads, px: the lines between the lists are drawn from them. */
const ROW = 46;
const THREADS = 44;
/** Room for the figure behind the longest bar. */
const PERCENT = '3rem';

/** A top list with a name; probabilities, where there are some, are drawn as bars of one scale. */
export interface NamedList {
  readonly name: string;
  readonly items: readonly number[];
  readonly probabilities?: readonly number[];
  /** The same list at another time: then the marks tell what moved since, not what the other list has. */
  readonly before?: readonly number[];
}

interface RankFlowProps {
  readonly from: NamedList;
  readonly to: NamedList;
  readonly heldOut: ReadonlySet<number>;
  /** What a screen reader hears of a change; default: how the second list differs from the first. */
  readonly summary?: string;
}

/** Two lists side by side, a line from each item's place here to its place there. */
export function RankFlow({ from, to, heldOut, summary }: RankFlowProps) {
  const { reader } = useExplorerText();
  const flow = flowBetween(from.items, to.items);
  const largest = Math.max(0, ...(from.probabilities ?? []), ...(to.probabilities ?? []));
  return (
    <div className="flow-frame">
      <p className="panel-note" role="status">
        {summary ?? reader.counts(countSteps(flow))}
      </p>
      <div className="flow">
        <FlowList list={from} largest={largest} heldOut={heldOut} entries={sinceBefore(from) ?? flow.from} />
        <Lines flow={flow} heldOut={heldOut} />
        <FlowList list={to} largest={largest} heldOut={heldOut} entries={sinceBefore(to) ?? flow.to} />
      </div>
    </div>
  );
}

type Entry = FlowEntry & { readonly missing?: boolean; readonly step?: Movement };

function sinceBefore({ items, before }: NamedList): readonly Entry[] | null {
  return before ? flowBetween(before, items).to : null;
}

interface FlowListProps {
  readonly list: NamedList;
  /** Largest probability of both lists. */
  readonly largest: number;
  readonly heldOut: ReadonlySet<number>;
  readonly entries: readonly Entry[];
}

function FlowList({ list, largest, heldOut, entries }: FlowListProps) {
  return (
    <section>
      <h4>{list.name}</h4>
      <ol className="flow-list" aria-label={list.name}>
        {entries.map((entry, at) => (
          <FlowRow
            key={entry.item}
            entry={entry}
            heldOut={heldOut.has(entry.item)}
            probability={list.probabilities?.[at]}
            largest={largest}
          />
        ))}
      </ol>
    </section>
  );
}

interface FlowRowProps {
  readonly entry: Entry;
  readonly heldOut: boolean;
  readonly probability: number | undefined;
  readonly largest: number;
}

function FlowRow({ entry, heldOut, probability, largest }: FlowRowProps) {
  const { title } = useModel().library.at(entry.item);
  const apart = entry.missing || entry.step?.kind === 'new';
  return (
    <li
      className={`flow-row${heldOut ? ' flow-hit' : ''}${apart ? ' flow-apart' : ''}`}
      style={{ height: ROW }}
    >
      <span className="flow-rank" aria-hidden="true">
        {entry.rank}
      </span>
      <span className="flow-words">
        <span className="flow-title" title={title} lang={languageOf(title)}>
          {title}
        </span>
        {probability !== undefined && <ProbabilityBar probability={probability} largest={largest} />}
      </span>
      <Marks entry={entry} heldOut={heldOut} />
    </li>
  );
}

function ProbabilityBar({
  probability,
  largest,
}: {
  readonly probability: number;
  readonly largest: number;
}) {
  const { reader } = useExplorerText();
  const percent = useText().format.probability(probability);
  return (
    <span className="flow-probability">
      <span className="flow-bar" style={{ width: `calc((100% - ${PERCENT}) * ${probability / largest})` }} />
      <span className="flow-percent" aria-hidden="true">
        {percent}
      </span>
      <span className="visually-hidden">{reader.probability(percent)}</span>
    </span>
  );
}

function Marks({ entry, heldOut }: { readonly entry: Entry; readonly heldOut: boolean }) {
  const text = useText();
  const { reader } = useExplorerText();
  const mark = entry.step ? describeMovement(text, entry.step) : entry.missing ? reader.missing : null;
  return (
    <span className="flow-marks">
      {heldOut && (
        <span className="hit">
          <Icon name="check" />
          <span className="visually-hidden">{text.compare.heldOut}</span>
        </span>
      )}
      {mark && (
        <span className={`flow-mark flow-mark-${entry.step?.kind ?? 'missing'}`}>
          <span aria-hidden="true">{mark.sign}</span>
          <span className="visually-hidden">{mark.spoken}</span>
        </span>
      )}
    </span>
  );
}

function Lines({
  flow: { from, to, links },
  heldOut,
}: {
  readonly flow: Flow;
  readonly heldOut: ReadonlySet<number>;
}) {
  const height = ROW * Math.max(from.length, to.length);
  const middle = (place: number) => (place - 0.5) * ROW;
  return (
    <svg
      className="flow-lines"
      viewBox={`0 0 ${THREADS} ${height}`}
      height={height}
      aria-hidden="true"
      preserveAspectRatio="none"
    >
      {links.map((link) => {
        const [start, end] = [middle(link.from), middle(link.to)];
        const path = `M0 ${start}C${THREADS / 2} ${start} ${THREADS / 2} ${end} ${THREADS} ${end}`;
        return (
          <path
            key={link.item}
            d={path}
            className={heldOut.has(link.item) ? 'thread thread-hit' : 'thread'}
          />
        );
      })}
    </svg>
  );
}
