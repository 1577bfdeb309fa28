import { parseStudent } from '../format/bundle.ts';
import { BUNDLE_FILES } from '../format/schema.ts';
import { abortedError } from './aborted-error.ts';
import { fetchFile } from './cache/stored-file.ts';
import type { Edition } from './edition.ts';
import { follow } from './follow.ts';
import type { Assembled } from './load.ts';
import { takeTurns } from './take-turns.ts';
import type { Recommender } from './types.ts';
import { wantedFile } from './version.ts';
import type { Version, VersionSource } from './version.ts';

/** A recommender whose lists will be better. */
interface Sharpened {
  readonly recommender: Recommender;
  /** Whether the sharper student answers now; false when it could not be had. Never rejects. */
  readonly changed: Promise<boolean>;
}

/** What a load has come to with its first student, and what it takes to go on. */
interface SharpenParts {
  readonly first: Recommender;
  readonly sharper: Edition;
  readonly source: VersionSource;
  /** The first student's. */
  readonly version: Version;
  /** Starts a backend on another student. */
  readonly assemble: (version: Pick<Version, 'edition' | 'student' | 'catalogue'>) => Promise<Assembled>;
}

/**
 * Answers with one student while the one of a sharper edition is fetched, read and started; then with that, and says
 * so. Whatever befalls it, the first goes on. Both have the same items: a request that was right stays right.
 */
export function sharpen(parts: SharpenParts): Sharpened {
  const { first, sharper, source, version } = parts;
  const { notify } = source;
  const { signal, abort, release } = follow(source.download.signal);
  const turns = takeTurns(first, abort);
  const change = async (): Promise<boolean> => {
    // The first list comes first: what follows takes the thread.
    await new Promise((next) => setTimeout(next));
    try {
      const next = await open(parts, signal);
      if (signal.aborted) {
        next.dispose();
        throw abortedError(signal.reason);
      }
      turns.take(next);
    } catch (cause) {
      const message = `the student "${sharper.variant}" could not be had; the smaller one goes on`;
      // Whoever called it off knows.
      if (!signal.aborted) notify('student/failed', message, cause);
      return false;
    } finally {
      release();
    }
    version.total.say('ready', sharper.path(BUNDLE_FILES.student));
    notify('student/changed', `the student "${sharper.variant}" answers from now on: all of it has come`);
    return true;
  };
  return { recommender: turns.recommender, changed: change() };
}

/** The sharper student, once its backend answers: no list waits for it. */
async function open(
  { sharper: edition, source, version: { catalogue, total }, assemble }: SharpenParts,
  signal: AbortSignal,
): Promise<Recommender> {
  const file = wantedFile(source.folder, edition, BUNDLE_FILES.student);
  const download = { ...source.download, signal };
  const bytes = await fetchFile(file, { ...source, download }, (length) => total.has(file, length));
  total.has(file, bytes.length);
  total.say('prepare', file.name);
  const student = parseStudent(bytes, edition.manifest);
  const { recommender, ready } = await assemble({ edition, student, catalogue });
  await ready;
  return recommender;
}
