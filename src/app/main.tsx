/// <reference types="vite-plugin-pwa/client" />
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { isBackendName } from '../inference/index.ts';
import { AppPage } from './app.tsx';
import { watchInstall } from './install.ts';
import { isModelName } from './models.ts';
import { followUpdates, goOffline, watchNetwork } from './offline.ts';
import { createApp } from './store/app-store.ts';
import { createOpenModel } from './store/open-model.ts';
import { createOtherTabs } from './store/other-tabs.ts';
import { AppProvider } from './store/react.tsx';
import { createSettings } from './store/settings.ts';
import { createShelfKeeper } from './store/shelf-keeper.ts';
import { readShelfFragment } from './store/shelf-link.ts';
import { preferredLanguage } from './text/languages.ts';

/** `?model=movies` opens that model, `?backend=plain` runs it on that backend: for links and measurements. */
const asked = new URLSearchParams(window.location.search);
/** A shared shelf names its model: to begin with another one would be a download for nothing. */
const model = readShelfFragment(window.location.hash)?.model ?? asked.get('model');
const backend = asked.get('backend');
const settings = createSettings(() => window.localStorage);

const app = createApp({
  openModel: createOpenModel(isBackendName(backend) ? backend : settings.backend()),
  keeper: createShelfKeeper(),
  settings,
  otherTabs: createOtherTabs(),
  ...(isModelName(model) && { model }),
});

watchNetwork(app);
watchInstall(app);
followUpdates();
goOffline(app, async () => (await import('virtual:pwa-register')).registerSW);
void app.actions.openModel(app.store.getState().model);

/** The model is on its way while the strings of the visitor's language arrive: the first screen is in that language. */
void app.actions.showLanguage(settings.language() ?? preferredLanguage(navigator.languages)).then(() => {
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no element with the id "root"');
  createRoot(root).render(
    <StrictMode>
      <AppProvider app={app}>
        <AppPage />
      </AppProvider>
    </StrictMode>,
  );
});
