export interface ServeOptions {
  readonly folder: string;
  readonly port: number;
  readonly host?: string;
  readonly base?: string;
  readonly isPortFixed?: boolean;
}

export function serve(options: ServeOptions): Promise<{ address: string; close: () => Promise<void> }>;
