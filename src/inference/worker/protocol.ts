import type { BundleFile } from '../../format/schema.ts';
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
  /** Files of which the page will say, by `clear`, whether they are to be downloaded. */
  readonly willClear: readonly BundleFile[];
}

/** What the page is told while a model loads, and after. */
export interface Listeners {
  progress(progress: LoadProgress): void;
  notice(notice: Omit<LoadNotice, 'cause'> & { readonly cause?: Fault }): void;
  choices(text: string): void;
  /** Comes before the notice that another student answers. */
  facts(changed: Facts): void;
}

/** What the page knows of a recommender without asking. */
export type Facts = Pick<Recommender, 'manifest' | 'backend' | 'choice'>;

/** What a load gives the page. */
export interface Loaded extends Facts {
  /** catalogue.json, which has been checked; it never changes. */
  readonly catalogue: Uint8Array;
}

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
  load(order: LoadOrder, listeners: Listeners): Promise<Outcome<Loaded>>;
  /** What became of the manifest that the page asked for: its bytes, or nothing. */
  take(manifest: Uint8Array | undefined): void;
  /** Whether a file is known not to be stored, and its lock is held. Answers when the worker needs the lock no longer. */
  clear(file: BundleFile, isMissing: boolean): Promise<void>;
  /** Calls off the load on its way. */
  abort(): void;
  ask<Method extends Asked>(
    method: Method,
    args: Parameters<Recommender[Method]>,
  ): Promise<Outcome<Answer<Method>>>;
}
