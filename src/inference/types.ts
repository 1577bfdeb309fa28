import type { Catalogue, Golden, Manifest, Report, Samples } from '../format/index.ts';

export type BackendName = 'webgl' | 'wasm' | 'plain';

/** Median time of a few made-up requests on this device. */
export interface MeasuredBackend {
  readonly backend: BackendName;
  readonly milliseconds: number;
}

/** Which backend runs, and why. */
export interface BackendChoice {
  readonly backend: BackendName;
  /** For people. */
  readonly reason: string;
  /** Fastest first; empty for a backend that was asked for by its name. */
  readonly measured: readonly MeasuredBackend[];
}

/** Where a recommender runs: on the thread that asked for it, or in a worker of its own. */
export type Thread = 'page' | 'worker';

/** One running total over all files of a load. */
export interface LoadProgress {
  readonly phase: 'manifest' | 'download' | 'verify' | 'prepare' | 'ready';
  /** Bytes arrived so far, after transport decompression. */
  readonly loaded: number;
  /** Bytes of all files asked for; 0 until the manifest is read. */
  readonly total: number;
  /** File the last bytes belonged to. */
  readonly file: string;
}

export interface LoadOptions {
  /**
   * Default `webgl`. A backend asked for by its name rejects with `backend/unavailable` where the device cannot
   * run it (see `start` for when that is known); `auto` takes the fastest that it can run, measured on the first visit and remembered for 30 days.
   */
  readonly backend?: BackendName | 'auto';
  /**
   * When a load on `webgl` is done. `early` (default): once the model can be ranked; until the shaders are compiled
   * and the device has passed its check, `plain` gives the lists, which are the same, and
   * `Recommendations.backend` says so. A device that turns out to be unable is stood in for by `wasm` or
   * `plain`. `ready`: after that, or it rejects. Catalogues too long for a short task on `plain` are
   * ready first either way.
   */
  readonly start?: 'early' | 'ready';
  readonly onProgress?: (progress: LoadProgress) => void;
  readonly signal?: AbortSignal;
  /** For tests and for pages with their own cache; default `globalThis.fetch`. */
  readonly fetch?: typeof globalThis.fetch;
}

/** Keeps an item only if every given condition holds. */
export interface CatalogueFilter {
  /** The item has at least one of these tags. */
  readonly tags?: readonly string[];
  /** The item has at least one of these creators. */
  readonly creators?: readonly string[];
  /** The item is of this year or a later one; items of unknown year are left out. */
  readonly yearFrom?: number;
  /** The item is of this year or an earlier one; items of unknown year are left out. */
  readonly yearTo?: number;
  /** At least this many training users liked the item. */
  readonly popularityFrom?: number;
  /** At most this many training users liked the item: what is less known. */
  readonly popularityTo?: number;
}

/** How likes fade. */
export interface Recency {
  /** A like weighs half of one that came this many likes after it; above 0. */
  readonly halfLife: number;
}

export interface RecommendRequest {
  /** Item ids, oldest first; an id that comes twice counts where it comes last. */
  readonly likes: readonly string[];
  /** Item ids; half a like each, the other way. */
  readonly dislikes?: readonly string[];
  /** Default: all likes weigh the same. */
  readonly recency?: Recency;
  /** Default 10; 1 to 1,000. */
  readonly k?: number;
  /** Item ids never to return (seen, out of stock); likes and dislikes are always left out. */
  readonly exclude?: readonly string[];
  /** Return these item ids only; what `exclude` or `filter` leaves out stays out. Default: all. */
  readonly include?: readonly string[];
  readonly filter?: CatalogueFilter;
  /** 0 (default: by score alone) to 1: maximal marginal relevance on the item codes (Carbonell & Goldstein 1998). */
  readonly diversity?: number;
  /**
   * −1 (what few know) to 1 (what many know); 0 (default) changes nothing. An item whose log popularity lies z
   * standard deviations above the catalogue's mean gains slider · 1.25 · z standard deviations of this
   * history's scores.
   */
  readonly popularity?: number;
}

/** What part of an item's score is owed to one liked item; shares of all reasons add up to at most 1. */
export interface Reason {
  readonly id: string;
  readonly share: number;
}

export interface RecommendedItem {
  readonly id: string;
  readonly title: string;
  /** 1 is best. */
  readonly rank: number;
  readonly score: number;
  /** Softmax over all items that could have been returned. */
  readonly probability: number;
  /** Largest share first; at most 3; empty for an empty history. */
  readonly because: readonly Reason[];
}

export interface Recommendations {
  readonly items: readonly RecommendedItem[];
  readonly backend: BackendName;
  /** Wall time of this call, ms. */
  readonly elapsed: number;
  /** The part of it that the answer took, ms: without the way to a worker and back, and the waiting there and here. */
  readonly computed: number;
}

export interface LinearRequest {
  /** Item ids, in any order; an id that comes twice counts once. */
  readonly likes: readonly string[];
  /** Default 10; 1 to 1,000. */
  readonly k?: number;
}

/** What the linear part of the teacher says, from rows that were pruned: `manifest.linear` says how far. */
export interface LinearAnswer {
  /** Best first; empty for an empty history. */
  readonly items: readonly Pick<RecommendedItem, 'id' | 'title' | 'rank' | 'score'>[];
  /** Files that hold the rows of these likes, and their bytes; each is fetched once. */
  readonly files: number;
  readonly bytes: number;
  /** Wall time of this call, downloads included, ms. */
  readonly elapsed: number;
}

export interface Recommender {
  /** Of the student that answers, as are `backend` and `choice`: with `sharpen` there is another one after a while. */
  readonly manifest: Manifest;
  /** Read when it is first looked at, where the recommender is in a worker. */
  readonly catalogue: Catalogue;
  readonly backend: BackendName;
  readonly choice: BackendChoice;
  readonly thread: Thread;
  recommend(request: RecommendRequest): Promise<Recommendations>;
  /**
   * One answer a request, in their order, each that of `recommend`. All requests are checked before the first
   * is answered; a batch lets the page breathe between answers.
   */
  recommendMany(requests: readonly RecommendRequest[]): Promise<readonly Recommendations[]>;
  /** Items most like one item, by cosine of its `out` codes. */
  similar(id: string, k?: number): Promise<Recommendations>;
  /** The teacher's own list, where `manifest.linear` is there: fetches the rows of the liked items only. */
  linear(request: LinearRequest): Promise<LinearAnswer>;
  /**
   * Scores the golden histories, on the backend asked for as soon as it is ready; resolves to the faults found
   * (empty: all lists equal).
   */
  selfTest(): Promise<readonly string[]>;
  /** Fetched on first call, verified like every file. */
  samples(): Promise<Samples>;
  golden(): Promise<Golden>;
  report(): Promise<Report>;
  /** Frees GPU memory and ends the worker; later calls reject. */
  dispose(): void;
}
