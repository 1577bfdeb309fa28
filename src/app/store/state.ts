import type { AttarError } from '../../core/errors.ts';
import type { LoadProgress, Recommendations, RecommendedItem, Recommender } from '../../inference/index.ts';
import type { ModelName } from '../models.ts';
import type { Text } from '../text/text.ts';
import type { Item, Samples, SampleUser } from '../types.ts';
import type { Announcement, Happening } from './announcement.ts';
import type { Comparison } from './comparison.ts';
import type { Fidelity } from './fidelity.ts';
import type { Library } from './library.ts';
import type { OpenVariant } from './open-model.ts';
import type { Theme } from './settings.ts';
import type { Shelf } from './shelf.ts';
import type { Tuning } from './tuning.ts';
import type { Preview } from './what-if.ts';

export type LoadState =
  | { readonly phase: 'loading'; readonly progress: LoadProgress | null }
  | { readonly phase: 'failed'; readonly error: AttarError }
  | {
      readonly phase: 'ready';
      readonly recommender: Recommender;
      readonly library: Library;
      readonly openVariant: OpenVariant;
    };

/** The list under the shelf. */
export type ListState =
  /** No likes yet: well-known items of many kinds, to pick from. */
  | { readonly kind: 'popular'; readonly items: readonly Item[] }
  | { readonly kind: 'recommended'; readonly items: readonly RecommendedItem[] }
  | { readonly kind: 'failed'; readonly error: AttarError }
  | { readonly kind: 'none' };

/** What stands open below the card of an item. */
export type AsideState =
  | { readonly kind: 'similar'; readonly card: string; readonly items: readonly Item[] }
  /** The list as it were without the like `removed`. */
  | { readonly kind: 'without'; readonly card: string; readonly removed: string; readonly preview: Preview };

/** A shelf out of a link or a file, which waits for the reader's word. */
export interface OfferedShelf {
  readonly model: ModelName;
  readonly shelf: Shelf;
}

/** One sample user with both lists. */
export interface ComparedUser {
  readonly user: SampleUser;
  readonly history: readonly Item[];
  readonly comparison: Comparison;
}

export type ComparisonState =
  | { readonly phase: 'idle' | 'loading' }
  | { readonly phase: 'failed'; readonly error: AttarError }
  | {
      readonly phase: 'ready';
      readonly samples: Samples;
      /** Position in samples.users. */
      readonly picked: number;
      /** null until the student has answered for the first time. */
      readonly compared: ComparedUser | null;
    };

/** `unreadable`: a file that is no shelf; `empty`: a shelf with nothing on it that the model knows. */
export type OfferFault = 'unreadable' | 'empty';

/** Asks the browser to do it; `by-hand`: its user must; null: it is there, or cannot be. */
export type InstallOffer = (() => void) | 'by-hand' | null;

export interface AppState {
  readonly model: ModelName;
  readonly load: LoadState;
  readonly shelf: Shelf;
  /** The shelf before the last change that can be taken back, and what that change was. */
  readonly undo: { readonly shelf: Shelf; readonly what: Happening } | null;
  readonly tuning: Tuning;
  /** What the tuning costs; null while it is neutral, or not known yet. */
  readonly fidelity: Fidelity | null;
  readonly list: ListState;
  /** True from a tap that changes the shelf until its list is there. */
  readonly listDue: boolean;
  readonly aside: AsideState | null;
  readonly offered: OfferedShelf | null;
  /** Why the last link or file gave no shelf. */
  readonly offerFault: OfferFault | null;
  readonly comparison: ComparisonState;
  /** The last answer of the engine, ms. */
  readonly lastInference: Omit<Recommendations, 'items'> | null;
  readonly fellBack: boolean;
  readonly storageBlocked: boolean;
  /** True after the browser refused to erase what it keeps. */
  readonly eraseFailed: boolean;
  readonly offline: boolean;
  readonly offlineReady: boolean;
  /** How the page gets to the home screen, where it can. */
  readonly install: InstallOffer;
  readonly theme: Theme;
  /** What the page says, in the language it speaks. */
  readonly text: Text;
  /** True after a language could not be downloaded. */
  readonly languageMissing: boolean;
  /** What a screen reader is told next. */
  readonly announcement: Announcement | null;
}
