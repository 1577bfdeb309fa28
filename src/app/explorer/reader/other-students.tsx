import { useStore } from 'zustand';
import { ndcg } from '../../../core/metrics.ts';
import { leavesOut } from '../../embedded.ts';
import { MODELS } from '../../models.ts';
import { Fault } from '../../status/fault.tsx';
import { useApp, useModel, useText } from '../../store/react.tsx';
import { agree, DEPTH } from '../assess.ts';
import type { AssessedReader } from '../assess.ts';
import type { Explorer } from '../explorer-store.ts';
import { useExplorerText } from '../explorer-text.ts';
import { RankFlow } from './rank-flow.tsx';
import { StudentsTable } from './students-table.tsx';
import type { StudentRow } from './students-table.tsx';
import { stateOf } from '../variants-store.ts';
import type { VariantsState } from '../variants-store.ts';

interface OtherStudentsProps {
  readonly explorer: Explorer;
  readonly reader: AssessedReader;
  readonly heldOut: ReadonlySet<number>;
}

/**
 * The trained student at other bits and without its sparse part, and one without a teacher, for this reader and all
 * others; loaded when pressed.
 */
export function OtherStudents({ explorer, reader, heldOut }: OtherStudentsProps) {
  const { variants: text } = useExplorerText();
  const { compare } = useText();
  const { manifest } = useModel().recommender;
  const readers = useStore(explorer.store, (state) => state.readers);
  const variants = useStore(explorer.variants.store);
  const { address } = MODELS[useApp((state) => state.model)];
  if (!manifest.variants || readers.phase !== 'ready') return null;
  const own = listsOf(readers.readers);
  const there = manifest.variants.filter(({ name }) => !leavesOut(address, `student-${name}.`));
  const rows: StudentRow[] = [
    {
      name: null,
      words: text.main(manifest.architecture.bits),
      bytes: manifest.files['student.safetensors'].bytes,
      figures: figuresOf(own, reader),
    },
    ...there.map(({ name, description, files }) => {
      const state = stateOf(variants, name);
      return {
        name,
        words: text.name(name, description),
        bytes: files['student.safetensors'].bytes,
        figures: state.phase === 'ready' ? figuresOf(state.lists, reader) : null,
      };
    }),
  ];
  const shown = rows.find(({ name }) => name !== null && name === variants.shown);
  const state = shown?.name ? stateOf(variants, shown.name) : null;
  const list = state?.phase === 'ready' ? state.lists.get(reader.user) : undefined;
  return (
    <section aria-labelledby="variants-heading" className="explorer-part">
      <h3 id="variants-heading">{text.heading}</h3>
      <p>{text.intro}</p>
      {there.some(({ purpose }) => purpose === 'comparison') && <p>{text.untaught}</p>}
      <StudentsTable
        rows={rows}
        shown={variants.shown}
        onShow={(name) => void explorer.variants.show(name)}
      />
      <p className="panel-note">
        {text.note(own.size)} {there.length < manifest.variants.length && text.leftOut}
      </p>
      <Status variants={variants} words={shown?.words ?? ''} />
      {state?.phase === 'failed' && shown?.name && (
        <Fault
          title={text.failed}
          error={state.error}
          onRetry={() => void explorer.variants.show(shown.name ?? '')}
        />
      )}
      {list && shown && (
        <RankFlow
          from={{ name: compare.teacher, items: reader.user.teacher.items }}
          to={{ name: shown.words, items: list }}
          heldOut={heldOut}
        />
      )}
    </section>
  );
}

function Status({ variants, words }: { readonly variants: VariantsState; readonly words: string }) {
  const { variants: text } = useExplorerText();
  const { format } = useText();
  const state = variants.shown === null ? null : stateOf(variants, variants.shown);
  const told = () => {
    if (state?.phase === 'ready') return text.ready(words);
    if (state?.phase !== 'loading') return '';
    const { loaded, total } = state;
    if (total === 0 || loaded === total) return text.asking(words);
    return text.loading(words, format.bytes(loaded), format.bytes(total));
  };
  return <p role="status">{told()}</p>;
}

type Lists = ReadonlyMap<AssessedReader['user'], readonly number[]>;

function listsOf(readers: readonly AssessedReader[]): Lists {
  return new Map(readers.map(({ user, student }) => [user, student.items]));
}

/** What a student’s list is worth for one reader, and on average for all. */
function figuresOf(lists: Lists, { user }: AssessedReader): StudentRow['figures'] {
  const all = [...lists].map(([other, list]) => worth(other, list));
  const mean = (of: (each: (typeof all)[number]) => number) =>
    all.reduce((sum, each) => sum + of(each), 0) / Math.max(1, all.length);
  return {
    ...worth(user, lists.get(user) ?? []),
    meanRbo: mean(({ rbo }) => rbo),
    meanNdcg: mean((each) => each.ndcg),
  };
}

function worth(
  { teacher, heldOut }: AssessedReader['user'],
  list: readonly number[],
): { readonly overlap: number; readonly rbo: number; readonly ndcg: number } {
  const { overlap, rankBiasedOverlap } = agree(teacher.items, list);
  return { overlap, rbo: rankBiasedOverlap, ndcg: ndcg(list, new Set(heldOut), DEPTH) };
}
