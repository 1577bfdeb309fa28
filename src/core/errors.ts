/**
 * Every fault Attar reports on purpose. The codes are stable: callers and tests match on `code`,
 * people read `message`, which says what was expected, what came and what to do about it.
 */
export type ErrorCode =
  /** A data folder or one of its files is not there. */
  | 'data/missing'
  /** A file is there but is not laid out as its data set says (columns, encoding, empty). */
  | 'data/layout'
  /** One row cannot be read; the message names file and line. */
  | 'data/bad-row'
  /** The rows can be read but are too few to train on (one user, one item, no likes). */
  | 'data/too-small'
  /** A download failed or arrived with another checksum than the official one. */
  | 'data/download'
  /** A bundle's file ends before its declared end, or is longer than declared. */
  | 'bundle/size'
  /** A bundle's file does not have the SHA-256 that the manifest states. */
  | 'bundle/hash'
  /** A header, offset, dtype, shape or field of a bundle is not what the format allows. */
  | 'bundle/format'
  /** The bundle is of a format version this build does not read. */
  | 'bundle/version'
  /** The address answered 404 or another HTTP error. */
  | 'load/http'
  /** The network did not answer. */
  | 'load/network'
  /** The address answered with something that is no model (an HTML page, say). */
  | 'load/not-a-model'
  /** The caller aborted. */
  | 'load/aborted'
  /** The backend asked for cannot run on this device. */
  | 'backend/unavailable'
  /** The backend was lost while running and could not answer. */
  | 'backend/lost'
  /** A request names an item, a count or an option that the model does not have. */
  | 'request/invalid'
  /** A command-line flag or argument is wrong. */
  | 'usage'
  /** A training run produced a number that is not finite, or was given shapes that do not fit. */
  | 'training/failed';

/** The one error class of the project. `message` is meant for a person. */
export class AttarError extends Error {
  override readonly name = 'AttarError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** Narrows an unknown `catch` value to an error of ours, optionally of one code. */
export function isAttarError(value: unknown, code?: ErrorCode): value is AttarError {
  return value instanceof AttarError && (code === undefined || value.code === code);
}
