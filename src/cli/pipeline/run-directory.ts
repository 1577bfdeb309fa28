import { WorkDirectory } from './work-directory.ts';

/** What several students of a data set have in common. */
export interface SharedFolders {
  /** The teacher's stages: the same for every student of a data set, and for the `distil` command. */
  readonly teacher: WorkDirectory;
  /** The sparse part's start: the same for all seeds and variants of a size. */
  readonly budget: WorkDirectory;
}

/** The work folder of one student among several; what its siblings would do again lies in a folder of all. */
export class RunDirectory extends WorkDirectory {
  private readonly shared: SharedFolders;

  constructor(path: string, shared: SharedFolders) {
    super(path);
    this.shared = shared;
  }

  override has(stage: string, key: string): boolean {
    return this.sharedFor(stage)?.has(stage, key) ?? super.has(stage, key);
  }

  override file(stage: string, key: string, name: string): string {
    return this.sharedFor(stage)?.file(stage, key, name) ?? super.file(stage, key, name);
  }

  override async finish(stage: string, key: string, files: Record<string, Uint8Array>): Promise<void> {
    await (this.sharedFor(stage)?.finish(stage, key, files) ?? super.finish(stage, key, files));
  }

  override async readCheckpoint(stage: string, key: string): Promise<Uint8Array | null> {
    const shared = this.sharedFor(stage);
    return await (shared ? shared.readCheckpoint(stage, key) : super.readCheckpoint(stage, key));
  }

  override async writeCheckpoint(stage: string, key: string, bytes: Uint8Array): Promise<void> {
    const shared = this.sharedFor(stage);
    await (shared ? shared.writeCheckpoint(stage, key, bytes) : super.writeCheckpoint(stage, key, bytes));
  }

  private sharedFor(stage: string): WorkDirectory | undefined {
    if (stage === 'sparse') return this.shared.budget;
    return isTeachers(stage) ? this.shared.teacher : undefined;
  }
}

function isTeachers(stage: string): boolean {
  return stage === 'ease' || stage === 'weigh' || /^labels\d*$/.test(stage) || stage.startsWith('member-');
}
