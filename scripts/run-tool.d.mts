export const ROOT: string;
export function toolScript(tool: string): string;
export function runTool(
  tool: string,
  args: readonly string[],
  options?: { timeout?: number; env?: Record<string, string> },
): number;
