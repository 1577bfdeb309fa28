/** The beginning of a file, as far as it has arrived. */
export class Part {
  private chunks: Uint8Array[] = [];
  private size = 0;
  /** Strong ETag of the file that these bytes are of; absent where the server states none. */
  tag: string | undefined;

  constructor(bytes?: Uint8Array, tag?: string) {
    if (bytes !== undefined) this.add(bytes);
    this.tag = tag;
  }

  /** Bytes so far. */
  get length(): number {
    return this.size;
  }

  add(chunk: Uint8Array): void {
    this.chunks.push(chunk);
    this.size += chunk.length;
  }

  clear(): void {
    this.chunks = [];
    this.size = 0;
    this.tag = undefined;
  }

  bytes(): Uint8Array {
    const bytes = new Uint8Array(this.size);
    let at = 0;
    for (const chunk of this.chunks) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    this.chunks = [bytes];
    return bytes;
  }
}
