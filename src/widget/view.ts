import type { RecommendedItem } from '../inference/types.ts';
import { drawCover } from './cover.ts';
import { element } from './element.ts';
import type { NamedItem, ShelfState } from './session.ts';

/** What a visitor can do. */
export interface Actions {
  like(id: string): void;
  unlike(id: string): void;
  retry(): void;
}

/** The shelf's piece of the page. */
export interface View {
  readonly element: HTMLElement;
  setLabel(label: string): void;
  show(state: ShelfState): void;
}

type Ready = Extract<ShelfState, { phase: 'ready' }>;
type Failed = Extract<ShelfState, { phase: 'failed' }>;
type Loading = Extract<ShelfState, { phase: 'loading' }>;

/** Builds the shelf's elements; `show` replaces what is below the heading and keeps the focus where it was. */
export function createView(actions: Actions): View {
  const title = element('h2', { part: 'title', id: 'title' });
  const status = element('p', { part: 'status', role: 'status' });
  const body = element('div', { part: 'body' });
  const section = element('section', { part: 'section', 'aria-labelledby': 'title' }, [title, status, body]);
  return {
    element: section,
    setLabel: (label) => void (title.textContent = label),
    show(state) {
      section.setAttribute('aria-busy', String(state.phase === 'loading'));
      const restoreFocus = rememberFocus(body);
      if (state.phase === 'loading') showLoading(body, state);
      else
        body.replaceChildren(
          ...(state.phase === 'ready' ? drawReady(state, actions) : drawFailed(state, actions)),
        );
      announce(status, state);
      restoreFocus();
    },
  };
}

/** A live region speaks when its text changes: the progress bar speaks for itself, so loading stays silent. */
function announce(status: HTMLElement, state: ShelfState): void {
  const text = state.phase === 'ready' ? sayList(state) : '';
  if (status.textContent !== text) status.textContent = text;
}

function sayList({ likes, recommendations, recommender }: Ready): string {
  const count = recommendations.items.length;
  const { one, many } = recommender.manifest.itemNoun;
  if (likes.length === 0) return `Popular ${many} to begin with: like what you know.`;
  return `${count} ${count === 1 ? one : many} from ${likes.length} ${likes.length === 1 ? 'like' : 'likes'}.`;
}

/** Progress arrives many times a second: the bar is made once and then only moved. */
function showLoading(body: HTMLElement, { progress }: Loading): void {
  const bar = body.querySelector<HTMLElement>('[role=progressbar]') ?? drawProgress(body);
  if (!progress?.total) return;
  const percent = Math.min(100, Math.round((100 * progress.loaded) / progress.total));
  bar.setAttribute('aria-valuenow', String(percent));
  bar.style.setProperty('--done', `${percent}%`);
}

function drawProgress(body: HTMLElement): HTMLElement {
  const attributes = {
    part: 'progress',
    role: 'progressbar',
    'aria-label': 'Loading recommendations',
    'aria-valuemin': '0',
    'aria-valuemax': '100',
  };
  const bar = element('div', attributes);
  body.replaceChildren(bar);
  return bar;
}

function drawFailed({ error, canRetry }: Failed, actions: Actions): HTMLElement[] {
  const message = element('p', { part: 'error-message' }, [error.message]);
  const retry = element('button', { type: 'button', part: 'retry', 'data-group': 'retry' }, ['Try again']);
  retry.addEventListener('click', () => actions.retry());
  return [element('div', { part: 'error', role: 'alert' }, canRetry ? [message, retry] : [message])];
}

function drawReady({ likes, recommendations, recommender }: Ready, actions: Actions): HTMLElement[] {
  const { ids, titles, years } = recommender.catalogue;
  const titleOf = (id: string) => titles[ids.indexOf(id)] ?? id;
  const rows = recommendations.items.map((item) =>
    drawItem(item, years[ids.indexOf(item.id)] ?? null, sayWhy(item, titleOf), actions),
  );
  const list = element('ol', { part: 'list', role: 'list', 'aria-labelledby': 'title' }, rows);
  return likes.length === 0 ? [list] : [drawLikes(likes, actions), list];
}

function sayWhy(item: RecommendedItem, titleOf: (id: string) => string): string {
  const [reason] = item.because;
  return reason ? `Because you like ${titleOf(reason.id)}` : '';
}

function drawItem(item: RecommendedItem, year: number | null, why: string, actions: Actions): HTMLElement {
  const label = {
    type: 'button',
    part: 'like-button',
    'data-group': 'like',
    'aria-label': `Like ${item.title}`,
  };
  const button = element('button', label, ['♥']);
  button.addEventListener('click', () => actions.like(item.id));
  const words = element('div', { part: 'words' }, [
    element('p', { part: 'item-title' }, [
      item.title,
      ...(year === null || item.title.includes(`(${year})`)
        ? []
        : [' ', element('span', { part: 'year' }, [String(year)])]),
    ]),
    ...(why ? [element('p', { part: 'why' }, [why])] : []),
  ]);
  return element('li', { part: 'item' }, [drawCover(item.title), words, button]);
}

function drawLikes(likes: readonly NamedItem[], actions: Actions): HTMLElement {
  const chips = likes.map(({ id, title }) => {
    const label = {
      type: 'button',
      part: 'remove-button',
      'data-group': 'unlike',
      'aria-label': `Remove ${title}`,
    };
    const remove = element('button', label, ['×']);
    remove.addEventListener('click', () => actions.unlike(id));
    return element('li', { part: 'liked' }, [element('span', {}, [title]), remove]);
  });
  return element('ul', { part: 'likes', role: 'list', 'aria-label': 'You like' }, chips);
}

/**
 * A pressed button goes away with what it acted on; the focus then goes to the button that took its place in the
 * same group, else to the group's last, else to the first button there is.
 */
function rememberFocus(body: HTMLElement): () => void {
  const root = body.getRootNode();
  const focused = root instanceof ShadowRoot ? root.activeElement : null;
  if (!(focused instanceof HTMLElement) || !body.contains(focused)) return () => {};
  const group = focused.dataset.group;
  const place = buttonsOf(body, group).indexOf(focused);
  return () => {
    const candidates = buttonsOf(body, group);
    (candidates[place] ?? candidates.at(-1) ?? body.querySelector('button'))?.focus();
  };
}

function buttonsOf(body: HTMLElement, group: string | undefined): HTMLElement[] {
  return [...body.querySelectorAll<HTMLElement>(`button[data-group="${group}"]`)];
}
