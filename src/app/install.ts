import type { App } from './store/app-store.ts';

/** What is used of Chromium's event of that name, which no standard has. */
interface BeforeInstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

/** Offers the home screen where the browser can put the page there, or tells how where only its user can. */
export function watchInstall(app: App, page: EventTarget & { readonly navigator: object } = window): void {
  const offer = app.actions.offerInstall;
  // Safari on iPhone and iPad has this field, and no event.
  if ('standalone' in page.navigator && !page.navigator.standalone) offer('by-hand');
  page.addEventListener('beforeinstallprompt', (event) => {
    // Without this, a bar of the browser's own would cover the list.
    event.preventDefault();
    offer(() => {
      // It can be asked once; the browser sends another event if it may be asked again.
      offer(null);
      void (event as BeforeInstallPrompt).prompt();
    });
  });
  page.addEventListener('appinstalled', () => offer(null));
}
