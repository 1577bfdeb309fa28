import { AttarError, isAttarError } from '../../core/errors.ts';
import type { ErrorCode } from '../../core/errors.ts';

/** An error as a message can carry it: structured clone forgets classes and codes. */
export interface Fault {
  /** Absent for errors that are not ours. */
  readonly code?: ErrorCode;
  readonly name: string;
  readonly message: string;
  readonly cause?: Fault;
}

/** What a call came to. */
export type Outcome<T> = { readonly value: T } | { readonly fault: Fault };

/** Causes beyond this depth help nobody, and may go round in circles. */
const DEEPEST = 4;

export function packFault(thrown: unknown, depth = 0): Fault {
  if (!(thrown instanceof Error)) return { name: 'Error', message: String(thrown) };
  const { name, message, cause } = thrown;
  return {
    ...(isAttarError(thrown) && { code: thrown.code }),
    name,
    message,
    ...(cause !== undefined && depth < DEEPEST && { cause: packFault(cause, depth + 1) }),
  };
}

export function unpackFault({ code, name, message, cause }: Fault): Error {
  const options = cause && { cause: unpackFault(cause) };
  if (code !== undefined) return new AttarError(code, message, options);
  return Object.assign(new Error(message, options), { name });
}

/** Runs a call and packs what it throws. */
export async function outcomeOf<T>(run: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await run() };
  } catch (thrown) {
    return { fault: packFault(thrown) };
  }
}

/** The value, or throws the error that was packed. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if ('fault' in outcome) throw unpackFault(outcome.fault);
  return outcome.value;
}
