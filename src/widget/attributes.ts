import { AttarError } from '../core/errors.ts';
import type { ModelLoadOptions } from '../inference/load-options.ts';
import type { BackendName } from '../inference/types.ts';

/** The attributes of `<attar-shelf>`, by name. */
export const ATTRIBUTES = ['model', 'count', 'likes', 'backend', 'sharpen', 'label'] as const;

/** What the attributes of `<attar-shelf>` say, checked. */
export interface ShelfSettings {
  /** Address of the model folder, absolute. */
  readonly model: string;
  /** How many recommendations are shown: 1 to 50. */
  readonly count: number;
  /** Item ids liked at the start, each once. */
  readonly likes: readonly string[];
  readonly backend: BackendName;
  /** Whether a smaller student shows the first list while the model is still on its way. */
  readonly sharpen: NonNullable<ModelLoadOptions['sharpen']>;
  /** Heading over the list; null for the usual one. */
  readonly label: string | null;
}

const MOST = 50;

/**
 * Reads the attributes of `<attar-shelf>`.
 * @throws AttarError `usage`: the message names the attribute, what it takes and what came.
 */
export function readAttributes(attribute: (name: string) => string | null, base: string): ShelfSettings {
  return {
    model: readModel(attribute('model'), base),
    count: readCount(attribute('count')),
    likes: readIds(attribute('likes')),
    backend: readBackend(attribute('backend')),
    sharpen: readSharpen(attribute('sharpen')),
    label: attribute('label')?.trim() || null,
  };
}

function readModel(value: string | null, base: string): string {
  if (!value?.trim()) {
    throw new AttarError('usage', '<attar-shelf> needs the attribute model: the address of a model folder');
  }
  if (!URL.canParse(value, base)) {
    throw new AttarError(
      'usage',
      `<attar-shelf model="${value}">: model must be an address, such as ./models/movies/`,
    );
  }
  const { protocol, href } = new URL(value, base);
  if (protocol !== 'https:' && protocol !== 'http:') {
    throw new AttarError('usage', `<attar-shelf model="${value}">: model must be an http or https address`);
  }
  return href;
}

function readCount(value: string | null): number {
  if (value === null) return 6;
  const count = Number(value);
  if (value.trim() === '' || !Number.isInteger(count) || count < 1 || count > MOST) {
    throw new AttarError(
      'usage',
      `<attar-shelf count="${value}">: count must be a whole number from 1 to ${MOST}`,
    );
  }
  return count;
}

function readIds(value: string | null): readonly string[] {
  const ids = (value ?? '').split(',').map((id) => id.trim());
  return [...new Set(ids.filter((id) => id !== ''))];
}

function readBackend(value: string | null): BackendName {
  if (value === null) return 'webgl';
  if (value === 'webgl' || value === 'plain') return value;
  throw new AttarError('usage', `<attar-shelf backend="${value}">: backend must be webgl or plain`);
}

function readSharpen(value: string | null): ShelfSettings['sharpen'] {
  if (value === null) return 'never';
  if (value === 'never' || value === 'slow' || value === 'always') return value;
  throw new AttarError('usage', `<attar-shelf sharpen="${value}">: sharpen must be never, slow or always`);
}
