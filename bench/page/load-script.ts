const loading = new Map<string, Promise<void>>();

/** Runs a classic script once. */
export function loadScript(address: string): Promise<void> {
  const known = loading.get(address);
  if (known !== undefined) return known;
  const loaded = new Promise<void>((done, failed) => {
    const script = document.createElement('script');
    script.src = address;
    script.addEventListener('load', () => done());
    script.addEventListener('error', () => failed(new Error(`${address} did not load`)));
    document.head.append(script);
  });
  loading.set(address, loaded);
  return loaded;
}
