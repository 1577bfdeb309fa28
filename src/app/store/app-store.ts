import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { english } from '../text/en/index.ts';
import { MODEL_NAMES } from '../models.ts';
import type { ModelName } from '../models.ts';
import type { CompareActions } from './compare-actions.ts';
import { createCompareActions } from './compare-actions.ts';
import type { AsideActions } from './aside-actions.ts';
import { createAsideActions } from './aside-actions.ts';
import type { ActionContext } from './context.ts';
import type { LanguageActions } from './language-actions.ts';
import { createLanguageActions } from './language-actions.ts';
import { createQueue } from './latest.ts';
import type { ModelActions } from './model-actions.ts';
import { createModelActions } from './model-actions.ts';
import type { OfferActions } from './offer-actions.ts';
import { createOfferActions } from './offer-actions.ts';
import type { OpenModel } from './open-model.ts';
import type { OtherTabs } from './other-tabs.ts';
import type { RankActions } from './rank-actions.ts';
import { createRankActions } from './rank-actions.ts';
import type { Settings, Theme } from './settings.ts';
import type { ShelfActions } from './shelf-actions.ts';
import { createShelfActions } from './shelf-actions.ts';
import type { ShelfKeeper } from './shelf-keeper.ts';
import { EMPTY_SHELF, SHELF_LISTS } from './shelf.ts';
import type { AppState, InstallOffer } from './state.ts';
import { NEUTRAL } from './tuning.ts';

export interface AppDependencies {
  readonly openModel: OpenModel;
  readonly keeper: ShelfKeeper;
  readonly settings: Settings;
  readonly otherTabs: OtherTabs;
  /** Opened first; default the remembered one. */
  readonly model?: ModelName;
}

interface PageActions {
  setTheme(theme: Theme): void;
  setOffline(offline: boolean): void;
  setOfflineReady(): void;
  offerInstall(offer: InstallOffer): void;
  /** The shelf as a JSON document with titles, for the reader to keep. */
  exportShelf(): string;
  /** Forgets every shelf and setting on this device, and says whether that worked. */
  eraseEverything(): Promise<void>;
}

export type Actions = Omit<ShelfActions, 'reloadShelf'> &
  Omit<RankActions, 'forgetList'> &
  AsideActions &
  OfferActions &
  Omit<CompareActions, 'forgetComparison'> &
  ModelActions &
  LanguageActions &
  PageActions;

/** The whole page without its looks: state, and what can be done to it. Knows no framework. */
export interface App {
  readonly store: StoreApi<AppState>;
  readonly actions: Actions;
}

export function createApp({ openModel, keeper, settings, otherTabs, model }: AppDependencies): App {
  const store = createStore<AppState>(() => ({
    model: model ?? settings.model(),
    load: { phase: 'loading', progress: null },
    ...NOTHING_SAID,
    list: { kind: 'none' },
    listDue: false,
    comparison: { phase: 'idle' },
    lastInference: null,
    fellBack: false,
    storageBlocked: false,
    eraseFailed: false,
    offline: false,
    offlineReady: false,
    install: null,
    theme: settings.theme(),
    text: english,
    languageMissing: false,
    announcement: null,
  }));
  const context: ActionContext = { store, queue: createQueue(), openModel, keeper, settings, otherTabs };
  const rankActions = createRankActions(context);
  const shelfActions = createShelfActions(context, rankActions);
  const compareActions = createCompareActions(context);
  const modelActions = createModelActions(context, rankActions, compareActions);
  otherTabs.listen((changed) => void shelfActions.reloadShelf(changed));
  return {
    store,
    actions: {
      ...rankActions,
      ...shelfActions,
      ...createAsideActions(context),
      ...createOfferActions(context, shelfActions, modelActions),
      ...compareActions,
      ...modelActions,
      ...createLanguageActions(context),
      ...createPageActions(context, rankActions),
    },
  };
}

function createPageActions(
  { store, keeper, settings, otherTabs }: ActionContext,
  { rank }: RankActions,
): PageActions {
  return {
    setTheme(theme) {
      settings.rememberTheme(theme);
      store.setState({ theme });
    },
    setOffline: (offline) => store.setState({ offline }),
    setOfflineReady: () => store.setState({ offlineReady: true }),
    offerInstall: (install) => store.setState({ install }),
    exportShelf() {
      const { load, shelf, model } = store.getState();
      const describe = (id: string) => ({
        id,
        title: load.phase === 'ready' ? load.library.item(id).title : null,
      });
      const lists = SHELF_LISTS.map((list) => [list, shelf[list].map(describe)]);
      return `${JSON.stringify({ model, ...Object.fromEntries(lists) }, null, 2)}\n`;
    },
    async eraseEverything() {
      settings.erase();
      // The language goes on being spoken here, as the visitor reads it. The rest is empty at once: an item liked while the device erases is liked after it.
      store.setState({ ...NOTHING_SAID, theme: 'auto', eraseFailed: false });
      const [erased] = await Promise.all([keeper.erase(), rank()]);
      // The page itself says what was refused, and that is read out.
      const announcement = erased ? ({ happened: { shelf: 'erased' } } as const) : null;
      store.setState({ eraseFailed: !erased, storageBlocked: keeper.isBlocked(), announcement });
      if (erased) for (const model of MODEL_NAMES) otherTabs.tell(model);
    },
  };
}

/** A page whose reader has said nothing yet. */
const NOTHING_SAID = {
  shelf: EMPTY_SHELF,
  undo: null,
  tuning: NEUTRAL,
  fidelity: null,
  aside: null,
  offered: null,
  offerFault: null,
} as const;
