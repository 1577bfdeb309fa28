import type { LoadOptions } from './types.ts';

/** What a page may want to know of a model that was loaded well all the same. */
export interface LoadNotice {
  readonly code: NoticeCode;
  /** For people. */
  readonly message: string;
  /** Why a stored version was used, or why nothing could be stored. */
  readonly cause?: unknown;
}

export type NoticeCode =
  /** The device has no room: the model is in memory only and will be downloaded again. */
  | 'cache/full'
  /** The browser refuses storage (private mode, a sandbox): as above. */
  | 'cache/blocked'
  /** A stored file was damaged; it was removed and fetched again. */
  | 'cache/damaged'
  /** The network did not answer: the version stored on the device is used. */
  | 'cache/offline'
  /** The server has a model that cannot be used; the version stored before is. `cause` says what is wrong. */
  | 'cache/former'
  /** Another backend answers from now on: WebGL is ready, was lost, came back or could not be had; or `wasm` goes on with one thread. */
  | 'backend/changed'
  /** Lists are better from now on: the student asked for answers, in the place of the one that `sharpen` began with. */
  | 'student/changed'
  /** The student asked for could not be had after all: the one that `sharpen` began with goes on. `cause` says why. */
  | 'student/failed';

/** Files of a bundle by their path in the model's folder, such as `student.safetensors`. */
export type ModelFiles = Readonly<Record<string, Uint8Array>>;

/** Everything `loadRecommender` can be told. */
export interface ModelLoadOptions extends LoadOptions {
  /**
   * The whole bundle, for a page that carries it inside: nothing is fetched, and sizes and hashes are checked
   * as if it were. The address only names the model then.
   */
  readonly files?: ModelFiles;
  /**
   * `storage` keeps verified files in Cache Storage, so that the next visit needs no download and no network;
   * `none` keeps nothing: for pages whose service worker keeps the model already. Default `storage` where
   * the page may (https or localhost), `none` when the page brings its own `fetch` or the `files`.
   */
  readonly cache?: 'storage' | 'none';
  /**
   * Which of the manifest's students: `main` (default), the name of a variant, or `auto` for the largest that
   * fits the device's memory, the smallest when the visitor saves data.
   */
  readonly variant?: string;
  /**
   * Whether the manifest's smallest student gives the first lists, while the one asked for is still on its way:
   * `never` (default); `always`; `slow`: where the browser says of the link that a first list would come a second
   * later otherwise. The load is done with the first student; `Recommender.manifest` is of the one that answers, and the notice
   * `student/changed` tells when that is the one asked for. Never when the visitor saves data, nor when
   * the device has stored what was asked for. `signal` then calls off what is still to come, too.
   */
  readonly sharpen?: 'never' | 'slow' | 'always';
  /** ms without a byte after which a connection counts as broken; default 30,000, or 5,000 with a stored version. */
  readonly patience?: number;
  readonly onNotice?: (notice: LoadNotice) => void;
}

/** Tells the page. */
export type Notify = (code: NoticeCode, message: string, cause?: unknown) => void;
