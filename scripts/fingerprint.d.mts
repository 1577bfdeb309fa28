export const APP_SOURCES: readonly string[];
export function fingerprint(root: string, sources: readonly string[]): string;
export function filesBelow(path: string): string[];
