export const APP_FOLDER: string;
export function isBuilt(): boolean;
export function build(): Promise<void>;
