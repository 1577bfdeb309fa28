import type { Catalogue, Golden, Manifest, Report, Samples } from '../format/index.ts';

export type BackendName = 'webgl' | 'plain';

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
  /** Default `webgl`. When the device has no WebGL, `webgl` rejects with `backend/unavailable`; the caller chooses what then. */
  readonly backend?: BackendName;
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
  readonly yearFrom?: number;
  readonly yearTo?: number;
}

export interface RecommendRequest {
  /** Item ids. */
  readonly likes: readonly string[];
  readonly dislikes?: readonly string[];
  /** Default 10; 1 to 1,000. */
  readonly k?: number;
  /** Item ids never to return; likes and dislikes are always left out. */
  readonly exclude?: readonly string[];
  readonly filter?: CatalogueFilter;
  /** 0 (default: by score alone) to 1: maximal marginal relevance on the item codes (Carbonell & Goldstein 1998). */
  readonly diversity?: number;
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
}

export interface Recommender {
  readonly manifest: Manifest;
  readonly catalogue: Catalogue;
  readonly backend: BackendName;
  recommend(request: RecommendRequest): Promise<Recommendations>;
  /** Items most like one item, by cosine of its `out` codes. */
  similar(id: string, k?: number): Promise<Recommendations>;
  /** Scores the golden histories; resolves to the faults found (empty: all lists equal). */
  selfTest(): Promise<readonly string[]>;
  /** Fetched on first call, verified like every file. */
  samples(): Promise<Samples>;
  golden(): Promise<Golden>;
  report(): Promise<Report>;
  /** Frees GPU memory; later calls reject. */
  dispose(): void;
}
