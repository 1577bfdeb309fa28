import { WorkDirectory } from '../pipeline/work-directory.ts';

/** Stages that are the same for all seeds and variants of a budget, and too large to keep once for each. */
const SHARED: ReadonlySet<string> = new Set(['teach']);

/** The work folder of one student of a report; what its siblings would do again lies in a folder of all. */
export class RunDirectory extends WorkDirectory {
  private readonly shared: WorkDirectory;

  constructor(path: string, shared: WorkDirectory) {
    super(path);
    this.shared = shared;
  }

  override has(stage: string, key: string): boolean {
    return SHARED.has(stage) ? this.shared.has(stage, key) : super.has(stage, key);
  }

  override file(stage: string, key: string, name: string): string {
    return SHARED.has(stage) ? this.shared.file(stage, key, name) : super.file(stage, key, name);
  }

  override async finish(stage: string, key: string, files: Record<string, Uint8Array>): Promise<void> {
    await (SHARED.has(stage) ? this.shared.finish(stage, key, files) : super.finish(stage, key, files));
  }
}
