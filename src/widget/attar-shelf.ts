import { isAttarError } from '../core/errors.ts';
import type { Recommendations } from '../inference/types.ts';
import type { ShelfSettings } from './attributes.ts';
import { ATTRIBUTES, readAttributes } from './attributes.ts';
import styles from './attar-shelf.css?inline';
import type { Session, ShelfState } from './session.ts';
import { openSession } from './session.ts';
import type { View } from './view.ts';
import { createView } from './view.ts';
import type { Words } from './words.ts';
import { wordsOf } from './words.ts';

/** `attar-recommendations`: a new list is shown. */
export interface RecommendationsDetail extends Recommendations {
  /** Item ids the list was made from. */
  readonly likes: readonly string[];
}

/** `attar-like`: the visitor liked an item or took a like back. */
export interface LikeDetail {
  readonly id: string;
  readonly liked: boolean;
  /** Item ids liked after this. */
  readonly likes: readonly string[];
}

/**
 * `<attar-shelf model="./models/movies/" count="6" likes="1,260" backend="webgl" sharpen="slow" label="For you">`:
 * recommendations that follow each like, worked out in the page; in Chinese where its `lang` or that of what it
 * stands in is `zh`. Both events bubble and leave the shadow tree.
 */
export class AttarShelf extends HTMLElement {
  static readonly observedAttributes = [...ATTRIBUTES, 'lang'];

  readonly #view: View;
  #settings: ShelfSettings | undefined;
  #session: Session | undefined;
  #state: ShelfState | undefined;
  #words: Words = wordsOf(null);
  #isScheduled = false;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    const style = document.createElement('style');
    style.textContent = styles;
    this.#view = createView({
      like: (id) => this.#setLiked(id, true),
      unlike: (id) => this.#setLiked(id, false),
      retry: () => this.#open(),
    });
    root.append(style, this.#view.element);
  }

  /** Item ids liked now. */
  get likes(): readonly string[] {
    return this.#session?.likes() ?? [];
  }

  connectedCallback(): void {
    this.#schedule();
  }

  disconnectedCallback(): void {
    // Being moved within the page disconnects for a moment only.
    this.#schedule();
  }

  attributeChangedCallback(): void {
    this.#schedule();
  }

  /** Several attributes changed at once are one change. */
  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      if (this.isConnected) this.#apply();
      else this.#close();
    });
  }

  #apply(): void {
    const before = this.#settings;
    this.#speak();
    try {
      this.#settings = readAttributes((name) => this.getAttribute(name), document.baseURI);
    } catch (error) {
      this.#close();
      if (isAttarError(error)) return this.#show({ phase: 'failed', error, canRetry: false });
      throw error;
    }
    const { model, backend, sharpen, label, likes, count } = this.#settings;
    this.#view.setLabel(label ?? this.#words.label);
    const isLoaded = model === before?.model && backend === before.backend && sharpen === before.sharpen;
    if (!this.#session || !isLoaded) return this.#open();
    if (likes.join() !== before.likes.join()) void this.#session.setLikes(likes);
    if (count !== before.count) void this.#session.setCount(count);
  }

  #open(): void {
    this.#session?.close();
    if (this.#settings) this.#session = openSession(this.#settings, (state) => this.#show(state));
  }

  #close(): void {
    this.#session?.close();
    this.#session = undefined;
    this.#settings = undefined;
  }

  /** Takes the language of its place; what is shown is said again in it. */
  #speak(): void {
    const words = wordsOf(this.closest('[lang]')?.getAttribute('lang'));
    if (words === this.#words) return;
    this.#words = words;
    if (this.#state) this.#view.show(this.#state, words);
  }

  #show(state: ShelfState): void {
    this.#state = state;
    this.#view.show(state, this.#words);
    if (state.phase === 'failed') console.error(`<attar-shelf> ${state.error.code}: ${state.error.message}`);
    if (state.phase !== 'ready') return;
    const likes = state.likes.map((item) => item.id);
    this.#dispatch<RecommendationsDetail>('attar-recommendations', { ...state.recommendations, likes });
  }

  #setLiked(id: string, liked: boolean): void {
    const others = this.likes.filter((other) => other !== id);
    const likes = liked ? [...others, id] : others;
    void this.#session?.setLikes(likes);
    this.#dispatch<LikeDetail>('attar-like', { id, liked, likes });
  }

  #dispatch<Detail>(name: string, detail: Detail): void {
    this.dispatchEvent(new CustomEvent<Detail>(name, { detail, bubbles: true, composed: true }));
  }
}
