/** Runs on the first call and keeps the result; a failure is not kept, so that a call may try again. */
export function once<T>(run: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | undefined;
  return () => {
    kept ??= run().catch((fault: unknown) => {
      kept = undefined;
      throw fault;
    });
    return kept;
  };
}
