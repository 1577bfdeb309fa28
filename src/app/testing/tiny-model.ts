import type { TinyBundle } from '../../format/tiny-bundle.ts';
import { createOpenModel } from '../store/open-model.ts';
import type { OpenedModel } from '../store/open-model.ts';
import { createTinyServer } from './tiny-app.ts';
import type { TinyServer } from './tiny-app.ts';

/** A tiny model as a store gets it, opened from a network whose answers can be spoilt; whoever opens it disposes of it. */
export async function openTinyModel(
  bundle: TinyBundle,
): Promise<OpenedModel & { readonly server: TinyServer }> {
  const server = createTinyServer({ books: bundle, movies: bundle });
  const { signal } = new AbortController();
  const open = createOpenModel('plain', server.fetch);
  const opened = await open('http://localhost/books/', { signal, onProgress: () => {} });
  return { ...opened, server };
}
