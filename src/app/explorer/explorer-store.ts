import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Recommendations, Recommender } from '../../inference/index.ts';
import { toAttarError } from '../store/context.ts';
import type { Library } from '../store/library.ts';
import type { OpenVariant } from '../store/open-model.ts';
import type { Item, Samples, SampleUser } from '../types.ts';
import { assessReader, DEPTH } from './assess.ts';
import type { AssessedReader, RankedItems } from './assess.ts';
import { klDivergence, normalise } from './distribution.ts';
import type { ExplorerState, SharedView } from './explorer-state.ts';
import { createLiveTeacher } from './live-teacher.ts';
import type { LiveTeacher } from './live-teacher.ts';
import { orderReaders } from './slices.ts';
import { median } from './spread.ts';
import { createVariants } from './variants-store.ts';
import type { Variants } from './variants-store.ts';

/** Everything the explorer knows of one model, and what can be done with it. Knows no framework. */
export interface Explorer {
  readonly store: StoreApi<ExplorerState>;
  /** The linear teacher, for the history of the what-if; off until it is started. */
  readonly teacher: LiveTeacher;
  readonly variants: Variants;
  /** Fetches the sample users and asks the student about each, once; again after a fault. */
  load(): Promise<void>;
  /** Asks what is shown of one reader beyond the lists, and starts that reader's what-if anew. */
  choose(reader: AssessedReader): Promise<void>;
  /** Asks the student about another history of the chosen reader. */
  edit(history: readonly Item[]): Promise<void>;
  /** Asks the linear teacher, too, now and after each edit, until another reader is chosen; again after a fault. */
  askTeacher(): Promise<void>;
}

/** Sample users asked about in one batch: between two batches the progress is told. */
const BATCH = 20;

export function createExplorer(
  recommender: Recommender,
  library: Library,
  openVariant: OpenVariant,
): Explorer {
  const store = createStore<ExplorerState>(() => ({
    readers: { phase: 'idle' },
    shared: null,
    whatIf: null,
    fault: null,
  }));
  const ask = createAsk(recommender);
  const teacher = createLiveTeacher(async (history) => {
    const { items, files, bytes } = await recommender.linear({ likes: ask.idsOf(history), k: DEPTH });
    return { items: indicesOf(ask, items), files, bytes };
  });
  const latestChoice = createLatestSetter(store);
  const latestEdit = createLatestSetter(store);

  return {
    store,
    teacher,
    variants: createVariants(openVariant, recommender.samples),
    async load() {
      const { phase } = store.getState().readers;
      if (phase === 'loading' || phase === 'ready') return;
      store.setState({ readers: { phase: 'loading', done: 0, total: 0 } });
      try {
        const samples = await recommender.samples();
        const tell = (done: number) =>
          store.setState({ readers: { phase: 'loading', done, total: samples.users.length } });
        const { readers, times } = await assessAll(ask, samples, recommender, tell);
        store.setState({
          readers: {
            phase: 'ready',
            readers: orderReaders(readers, 'divergent'),
            source: samples.source,
            milliseconds: median(times),
          },
        });
      } catch (thrown) {
        store.setState({ readers: { phase: 'failed', error: toAttarError(thrown, 'backend/lost') } });
      }
    },
    choose({ user, student }) {
      const history = user.history.map(library.at);
      const now = student.items;
      store.setState({
        shared: null,
        whatIf: { user, history, original: now, before: now, now },
        fault: null,
      });
      teacher.stop();
      // An edit that is on its way belongs to the reader before.
      void latestEdit(async () => ({}));
      return latestChoice(async () => ({ shared: await askShared(ask, user, student) }));
    },
    edit(history) {
      const { whatIf } = store.getState();
      if (!whatIf) return Promise.resolve();
      store.setState({ whatIf: { ...whatIf, history } });
      void teacher.edit(indicesOf(ask, history));
      return latestEdit(async () => {
        const now = toRanked(ask, await recommender.recommend(listRequest(history.map(({ id }) => id))));
        return { whatIf: { ...whatIf, history, before: whatIf.now, now: now.items }, fault: null };
      });
    },
    async askTeacher() {
      const { whatIf } = store.getState();
      if (whatIf) await teacher.start(whatIf.user.history, indicesOf(ask, whatIf.history));
    },
  };
}

/** Puts questions; what the answer makes of the state counts only while no newer one was put. */
function createLatestSetter(
  store: StoreApi<ExplorerState>,
): (question: () => Promise<Partial<ExplorerState>>) => Promise<void> {
  let newest = 0;
  return async (question) => {
    const mine = ++newest;
    const answer = await question().catch((thrown: unknown) => ({
      fault: toAttarError(thrown, 'backend/lost'),
    }));
    if (mine === newest) store.setState(answer);
  };
}

/** A recommender spoken to in item indices. */
interface Ask {
  readonly recommender: Recommender;
  readonly indexOf: ReadonlyMap<string, number>;
  idsOf(items: readonly number[]): string[];
}

function createAsk(recommender: Recommender): Ask {
  const { ids } = recommender.catalogue;
  return {
    recommender,
    indexOf: new Map(ids.map((id, index) => [id, index])),
    idsOf: (items) => items.map((item) => ids[item]),
  };
}

function indicesOf({ indexOf }: Ask, items: readonly { readonly id: string }[]): number[] {
  return items.map(({ id }) => indexOf.get(id) ?? -1);
}

const listRequest = (likes: readonly string[]) => ({ likes, k: DEPTH });

function toRanked(ask: Ask, { items }: Recommendations): RankedItems {
  return {
    items: indicesOf(ask, items),
    probabilities: items.map(({ probability }) => probability),
  };
}

async function assessAll(
  ask: Ask,
  { users }: Samples,
  { catalogue, recommendMany }: Recommender,
  tell: (done: number) => void,
): Promise<{ readers: AssessedReader[]; times: number[] }> {
  const readers: AssessedReader[] = [];
  const times: number[] = [];
  for (let from = 0; from < users.length; from += BATCH) {
    tell(from);
    const batch = users.slice(from, from + BATCH);
    const answers = await recommendMany(batch.map(({ history }) => listRequest(ask.idsOf(history))));
    answers.forEach((answer, at) => {
      readers.push(assessReader(batch[at], toRanked(ask, answer), catalogue));
      times.push(answer.elapsed);
    });
  }
  return { readers, times };
}

/** The student's probabilities over the items of both lists, and over the teacher's alone. */
async function askShared(ask: Ask, user: SampleUser, student: RankedItems): Promise<SharedView> {
  const { items, probabilities } = user.teacher;
  const union = [...new Set([...items, ...student.items])];
  const among = async (some: readonly number[]): Promise<number[]> => {
    if (some.length === 0) return [];
    const request = { likes: ask.idsOf(user.history), include: ask.idsOf(some), k: some.length };
    const ranked = toRanked(ask, await ask.recommender.recommend(request));
    const shareOf = new Map(ranked.items.map((item, at) => [item, ranked.probabilities[at]]));
    return some.map((item) => shareOf.get(item) ?? 0);
  };
  const onUnion = await among(union);
  return {
    user,
    // The teacher published its own twenty only: beyond them it counts as 0.
    divergence: klDivergence(normalise(union.map((_, at) => probabilities[at] ?? 0)), normalise(onUnion)),
    studentOnTeachers: normalise(items.map((_, at) => onUnion[at])),
  };
}
