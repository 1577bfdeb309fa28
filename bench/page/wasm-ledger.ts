/**
 * Counts the bytes of every WebAssembly memory that the page makes or gets from an instance: the browser's own
 * figures for a page's heap leave them out. To be called before any is made. Gives the bytes so far.
 */
export function openWasmLedger(): () => number {
  const memories = new Set<WebAssembly.Memory>();
  const { Memory, instantiate, instantiateStreaming } = WebAssembly;
  const keep = (instance: WebAssembly.Instance): void => {
    for (const exported of Object.values(instance.exports)) {
      if (exported instanceof Memory) memories.add(exported);
    }
  };
  WebAssembly.Memory = new Proxy(Memory, {
    construct: (target, args) => {
      const memory = Reflect.construct(target, args) as WebAssembly.Memory;
      memories.add(memory);
      return memory;
    },
  });
  const watch =
    (run: (...args: never[]) => Promise<unknown>) =>
    async (...args: never[]): Promise<unknown> => {
      const result = await run(...args);
      keep(result instanceof WebAssembly.Instance ? result : (result as Instantiated).instance);
      return result;
    };
  WebAssembly.instantiate = watch(instantiate) as typeof instantiate;
  WebAssembly.instantiateStreaming = watch(instantiateStreaming) as typeof instantiateStreaming;
  return () => [...memories].reduce((bytes, { buffer }) => bytes + buffer.byteLength, 0);
}

type Instantiated = WebAssembly.WebAssemblyInstantiatedSource;
