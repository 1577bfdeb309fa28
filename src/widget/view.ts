import type { RecommendedItem } from '../inference/types.ts';
import { drawCover } from './cover.ts';
import { element } from './element.ts';
import type { NamedItem, ShelfState } from './session.ts';
import type { Words } from './words.ts';

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
  show(state: ShelfState, words: Words): void;
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
    show(state, words) {
      section.setAttribute('aria-busy', String(state.phase === 'loading'));
      const restoreFocus = rememberFocus(body);
      if (state.phase === 'loading') showLoading(body, state, words);
      else
        body.replaceChildren(
          ...(state.phase === 'ready' ? drawReady(state, actions, words) : drawFailed(state, actions, words)),
        );
      announce(status, state, words);
      restoreFocus();
    },
  };
}

/** A live region speaks when its text changes: the progress bar speaks for itself, so loading stays silent. */
function announce(status: HTMLElement, state: ShelfState, words: Words): void {
  const text = state.phase === 'ready' ? sayList(state, words) : '';
  if (status.textContent !== text) status.textContent = text;
}

function sayList({ likes, recommendations, recommender }: Ready, words: Words): string {
  const count = recommendations.items.length;
  const { itemNoun } = recommender.manifest;
  return likes.length === 0 ? words.begin(itemNoun) : words.made(count, likes.length, itemNoun);
}

/** Progress arrives many times a second: the bar is made once and then only moved. */
function showLoading(body: HTMLElement, { progress }: Loading, words: Words): void {
  const bar = body.querySelector<HTMLElement>('[role=progressbar]') ?? drawProgress(body);
  bar.setAttribute('aria-label', words.loading);
  if (!progress?.total) return;
  const percent = Math.min(100, Math.round((100 * progress.loaded) / progress.total));
  bar.setAttribute('aria-valuenow', String(percent));
  bar.style.setProperty('--done', `${percent}%`);
}

function drawProgress(body: HTMLElement): HTMLElement {
  const attributes = {
    part: 'progress',
    role: 'progressbar',
    'aria-valuemin': '0',
    'aria-valuemax': '100',
  };
  const bar = element('div', attributes);
  body.replaceChildren(bar);
  return bar;
}

function drawFailed({ error, canRetry }: Failed, actions: Actions, words: Words): HTMLElement[] {
  const said = element('span', { lang: 'en' }, [error.message]);
  const message = element('p', { part: 'error-message' }, [words.failed, said]);
  const retry = element('button', { type: 'button', part: 'retry', 'data-group': 'retry' }, [words.retry]);
  retry.addEventListener('click', () => actions.retry());
  return [element('div', { part: 'error', role: 'alert' }, canRetry ? [message, retry] : [message])];
}

function drawReady(
  { likes, recommendations, recommender }: Ready,
  actions: Actions,
  words: Words,
): HTMLElement[] {
  const { ids, titles, years } = recommender.catalogue;
  const titleOf = (id: string) => titles[ids.indexOf(id)] ?? id;
  const rows = recommendations.items.map((item) => {
    const year = years[ids.indexOf(item.id)] ?? null;
    return drawItem({ item, year, why: sayWhy(item, titleOf, words) }, actions, words);
  });
  const list = element('ol', { part: 'list', role: 'list', 'aria-labelledby': 'title' }, rows);
  return likes.length === 0 ? [list] : [drawLikes(likes, actions, words), list];
}

function sayWhy(item: RecommendedItem, titleOf: (id: string) => string, words: Words): string {
  const [reason] = item.because;
  return reason ? words.because(titleOf(reason.id)) : '';
}

interface ShownItem {
  readonly item: RecommendedItem;
  readonly year: number | null;
  /** Empty where no like is the reason. */
  readonly why: string;
}

function drawItem({ item, year, why }: ShownItem, actions: Actions, words: Words): HTMLElement {
  const label = {
    type: 'button',
    part: 'like-button',
    'data-group': 'like',
    'aria-label': words.like(item.title),
  };
  const button = element('button', label, ['♥']);
  button.addEventListener('click', () => actions.like(item.id));
  const column = element('div', { part: 'words' }, [
    element('p', { part: 'item-title' }, [
      item.title,
      ...(year === null || item.title.includes(`(${year})`)
        ? []
        : [' ', element('span', { part: 'year' }, [String(year)])]),
    ]),
    ...(why ? [element('p', { part: 'why' }, [why])] : []),
  ]);
  return element('li', { part: 'item' }, [drawCover(item.title), column, button]);
}

function drawLikes(likes: readonly NamedItem[], actions: Actions, words: Words): HTMLElement {
  const chips = likes.map(({ id, title }) => {
    const label = {
      type: 'button',
      part: 'remove-button',
      'data-group': 'unlike',
      'aria-label': words.remove(title),
    };
    const remove = element('button', label, ['×']);
    remove.addEventListener('click', () => actions.unlike(id));
    return element('li', { part: 'liked' }, [element('span', {}, [title]), remove]);
  });
  return element('ul', { part: 'likes', role: 'list', 'aria-label': words.likes }, chips);
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
