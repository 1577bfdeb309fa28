import type { LoadProgress } from '../../../inference/index.ts';
import type { ItemChange, ShelfChange } from '../../store/announcement.ts';
import type { FaultKind } from '../../status/fault-kind.ts';

export const loading = {
  phases: {
    manifest: 'Asking for the model',
    download: 'Downloading the model',
    verify: 'Checking every byte',
    prepare: 'Getting ready',
    ready: 'Ready',
  } satisfies Record<LoadProgress['phase'], string>,
  progress: (loaded: string, total: string, share: string) => `${loaded} of ${total} (${share})`,
  unknown: 'not known yet',
};

export const notices = {
  offline: 'You are offline. What is on this device goes on working.',
  offlineReady: 'Ready to work offline.',
  fellBack: 'This device cannot run the engine asked for: another recommends, same lists.',
  eraseFailed:
    'This browser refused to erase what it keeps for this page: clear the site’s data in its settings.',
  storageBlocked: 'This browser keeps nothing for this page: your shelf lasts until you close it.',
  languageMissing: 'That language could not be downloaded. Check the connection, then choose it again.',
};

/** What went wrong, and the way on. */
export const faults = {
  model: 'The model did not load',
  retry: 'Retry',
  /** Before the message of the engine. */
  details: 'In detail:',
  help: {
    network:
      'The network did not answer. Check the connection, then try again; your shelf is safe on this device.',
    missing:
      'The server did not give out a file of the model. Try again in a while; your shelf is safe on this device.',
    damaged: 'What arrived is not the whole model, so nothing of it was used. Try again to download it anew.',
    outdated: 'The model is of another version than this page. Reload the page to have both anew.',
    engine: 'The engine on this device stopped. Try again to start it anew; your shelf is safe.',
    other:
      'This page met a fault. Try again; if it comes back, reload the page. Your shelf is safe on this device.',
  } satisfies Record<FaultKind, string>,
};

/** What has just happened, for those who cannot see it; the same words stand in the bar that takes it back. */
export const said = {
  item: {
    liked: (title: string) => `${title} is on your shelf.`,
    disliked: (title: string) => `“${title}” is not for you.`,
    hidden: (title: string) => `“${title}” is left out.`,
    seen: (title: string) => `You know “${title}” already: it is left out.`,
    removed: (title: string) => `“${title}” removed.`,
  } satisfies Record<ItemChange, (title: string) => string>,
  shelf: {
    cleared: 'Shelf cleared.',
    added: 'Shelf added to yours.',
    replaced: 'Shelf replaced.',
    undone: 'Taken back.',
    erased: 'Everything is erased.',
  } satisfies Record<ShelfChange, string>,
  opened: (model: string) => `${model} are ready.`,
  language: 'This page is in English now.',
  first: (title: string) => ` First recommendation: ${title}.`,
  popular: ' Showing well-known ones of many kinds.',
  nothing: ' There is nothing left to recommend.',
};

export const undo = { label: 'Take back', undo: 'Undo', dismiss: 'Dismiss' };
