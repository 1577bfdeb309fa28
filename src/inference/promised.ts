/** A promise, and what resolves it: `Promise.withResolvers` of newer platforms. */
export function promised<T>(): readonly [promise: Promise<T>, resolve: (value: T) => void] {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return [promise, resolve];
}
