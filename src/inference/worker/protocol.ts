import type { LoadNotice, ModelLoadOptions } from '../load-options.ts';
import type { LoadProgress, Recommender } from '../types.ts';
import type { Fault, Outcome } from './fault.ts';

/** A load, without what a message cannot carry. */
export interface LoadOrder
  extends Pick<
    ModelLoadOptions,
    'backend' | 'start' | 'cache' | 'variant' | 'sharpen' | 'patience' | 'files'
  > {
  /** Absolute: a worker's relative addresses start from its own. */
  readonly address: string;
  /** What the page remembers of the choices of `auto`: workers have no local storage. */
  readonly choices: string | null;
  /** The page has asked for the manifest, and will call `take`. */
  readonly willGive: boolean;
}

/** What the page is told while a model loads, and after. */
export interface Listeners {
  progress(progress: LoadProgress): void;
  notice(notice: Omit<LoadNotice, 'cause'> & { readonly cause?: Fault }): void;
  choices(text: string): void;
  /** Comes before the notice that another student answers. */
  facts(changed: Omit<Facts, 'catalogue'>): void;
}

/** What the page gets once, and then holds; the catalogue never changes. */
export type Facts = Pick<Recommender, 'manifest' | 'catalogue' | 'backend' | 'choice'>;

/** Methods whose calls are answered by the worker. */
export type Asked =
  | 'recommend'
  | 'recommendMany'
  | 'similar'
  | 'linear'
  | 'selfTest'
  | 'samples'
  | 'golden'
  | 'report';

/** What a method's promise resolves to. */
export type Answer<Method extends Asked> = Awaited<ReturnType<Recommender[Method]>>;

/** What the worker offers the page; faults come back packed. */
export interface Host {
  /** Answers once the worker holds the lock of this name, which it does until it ends; false where it cannot. */
  hello(lock: string): Promise<boolean>;
  load(order: LoadOrder, listeners: Listeners): Promise<Outcome<Facts>>;
  /** What became of the manifest that the page asked for: its bytes, or nothing. */
  take(manifest: Uint8Array | undefined): void;
  /** Calls off the load on its way. */
  abort(): void;
  ask<Method extends Asked>(
    method: Method,
    args: Parameters<Recommender[Method]>,
  ): Promise<Outcome<Answer<Method>>>;
}
