import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Where a pipeline keeps what it has already worked out. A stage's folder carries a key made of all that
 * went into it, and gets its final name only when it is whole: a killed run leaves a `.part` behind, never
 * a half stage that looks done.
 */
export class WorkDirectory {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** True when that stage was finished with exactly these inputs. */
  has(stage: string, key: string): boolean {
    return existsSync(this.folder(stage, key));
  }

  /** Path of one file of a finished stage. */
  file(stage: string, key: string, name: string): string {
    return join(this.folder(stage, key), name);
  }

  /** Writes all files of a stage, then gives the folder its name. Stages of other keys are removed. */
  async finish(stage: string, key: string, files: Record<string, Uint8Array>): Promise<void> {
    const folder = this.folder(stage, key);
    const part = `${folder}.part`;
    await rm(part, { recursive: true, force: true });
    await mkdir(part, { recursive: true });
    for (const [name, bytes] of Object.entries(files)) await writeDurably(join(part, name), bytes);
    await this.forget(stage);
    await rename(part, folder);
  }

  /** Reads a checkpoint of an unfinished stage, or null where there is none. */
  async readCheckpoint(stage: string, key: string): Promise<Uint8Array | null> {
    const path = this.checkpoint(stage, key);
    return existsSync(path) ? await readFile(path) : null;
  }

  /** Replaces the checkpoint by a rename, so that one whole checkpoint stands at any moment. */
  async writeCheckpoint(stage: string, key: string, bytes: Uint8Array): Promise<void> {
    await mkdir(this.path, { recursive: true });
    const path = this.checkpoint(stage, key);
    await writeDurably(`${path}.part`, bytes);
    await rename(`${path}.part`, path);
  }

  /** Removes finished folders and checkpoints of a stage, whatever their key. */
  private async forget(stage: string): Promise<void> {
    for (const name of await readdir(this.path)) {
      const ours = name.startsWith(`${stage}-`) && !name.endsWith('.part');
      if (ours) await rm(join(this.path, name), { recursive: true, force: true });
    }
  }

  private folder(stage: string, key: string): string {
    return join(this.path, `${stage}-${key.slice(0, 16)}`);
  }

  private checkpoint(stage: string, key: string): string {
    return `${this.folder(stage, key)}.checkpoint`;
  }
}

/** A key of everything that determines a stage's output. */
export function keyOf(...parts: readonly unknown[]): string {
  const hash = createHash('sha256');
  for (const part of parts)
    hash.update(ArrayBuffer.isView(part) ? bytesOf(part) : JSON.stringify(part)).update('\0');
  return hash.digest('hex');
}

/** The bytes of a typed array, without copying. */
export function bytesOf(view: ArrayBufferView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

const CHUNK = 1 << 28;

/** Writes a file and waits until it is on the disk; in chunks, because one write is limited to 2 GiB. */
async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w');
  try {
    for (let at = 0; at < bytes.length; at += CHUNK) {
      // Shared memory cannot be handed to the file system directly.
      const chunk = bytes.subarray(at, at + CHUNK);
      await file.writeFile(chunk.buffer instanceof SharedArrayBuffer ? chunk.slice() : chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
}
