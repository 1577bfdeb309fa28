import { useStore } from 'zustand';
import { leavesOut } from '../../embedded.ts';
import { MODELS } from '../../models.ts';
import { Fault } from '../../status/fault.tsx';
import { useApp, useModel, useText } from '../../store/react.tsx';
import { agree } from '../assess.ts';
import type { WhatIf } from '../explorer-state.ts';
import type { Explorer } from '../explorer-store.ts';
import { useExplorerText } from '../explorer-text.ts';
import { countSteps, flowBetween } from '../flow.ts';
import type { TeacherLists } from '../live-teacher.ts';
import { RankFlow } from './rank-flow.tsx';

/** Which earlier list a list is set against. */
export type Against = 'before' | 'original';

interface LinearTeacherProps {
  readonly explorer: Explorer;
  readonly whatIf: WhatIf;
  readonly against: Against;
  readonly heldOut: ReadonlySet<number>;
}

/** The linear part of the teacher, beside the student, on the same history; its rows are fetched when it is asked for. */
export function LinearTeacher({ explorer, whatIf, against, heldOut }: LinearTeacherProps) {
  const { linear: text } = useExplorerText();
  const { format } = useText();
  const { manifest } = useModel().recommender;
  const isLeftOut = leavesOut(MODELS[useApp((state) => state.model)].address, 'linear-');
  const state = useStore(explorer.teacher.store);
  if (!manifest.linear) return null;
  const { linear, itemNoun } = manifest;
  const start = () => void explorer.askTeacher();
  return (
    <section aria-labelledby="linear-heading" className="explorer-part">
      <h4 id="linear-heading">{text.heading}</h4>
      <p>{text.intro(linear.tables.length, linear.entries, linear.overlap.teacher)}</p>
      {isLeftOut && <p className="panel-note">{text.leftOut}</p>}
      {!isLeftOut && state.phase === 'off' && (
        <button type="button" className="quiet-button firm-button" onClick={start}>
          {text.ask(itemNoun, format.bytes(Math.max(...linear.files.map(({ bytes }) => bytes))))}
        </button>
      )}
      {state.phase === 'failed' && <Fault title={text.failed} error={state.error} onRetry={start} />}
      {state.phase === 'asking' && <p role="status">{text.asking}</p>}
      {(state.phase === 'asking' || state.phase === 'ready') && state.lists && (
        <BothNow lists={state.lists} whatIf={whatIf} against={against} heldOut={heldOut} />
      )}
    </section>
  );
}

interface BothNowProps extends Omit<LinearTeacherProps, 'explorer'> {
  readonly lists: TeacherLists;
}

/** Both lists of the history as it is now, each with what moved in it. */
function BothNow({ lists, whatIf, against, heldOut }: BothNowProps) {
  const { linear: text, reader } = useExplorerText();
  const { compare, format } = useText();
  const { overlap, rankBiasedOverlap } = agree(lists.now, whatIf.now);
  const moves = (before: readonly number[], now: readonly number[]) =>
    reader.counts(countSteps(flowBetween(before, now)));
  return (
    <>
      <p>
        {text.agreement(format.percent(overlap), format.agreement(rankBiasedOverlap))}{' '}
        {text.fetched(lists.files, format.bytes(lists.bytes))}
      </p>
      <RankFlow
        from={{ name: text.name, items: lists.now, before: lists[against] }}
        to={{ name: compare.student, items: whatIf.now, before: whatIf[against] }}
        heldOut={heldOut}
        summary={text.moves(moves(lists[against], lists.now), moves(whatIf[against], whatIf.now))}
      />
      <p className="panel-note">{text.legend}</p>
    </>
  );
}
