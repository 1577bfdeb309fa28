import type { BackendChoice } from '../types.ts';
import { isBackendName } from './backend-names.ts';
import { BACKEND_CHOICES_KEY } from './choices-key.ts';

const DAYS_KEPT = 30;
const DAY_MS = 86_400_000;

/** Where choices are kept from visit to visit. */
export interface ChoiceMemory {
  read(): string | null;
  write(text: string): void;
}

/** A choice, and when it was made (ms since 1970). */
interface Kept extends Pick<BackendChoice, 'backend' | 'measured'> {
  readonly at: number;
}

/** The page's local storage. Where there is none, or it is blocked, each visit measures anew. */
export function localChoices(): ChoiceMemory {
  return {
    read: () => tolerate(() => localStorage.getItem(BACKEND_CHOICES_KEY)) ?? null,
    write: (text) => tolerate(() => localStorage.setItem(BACKEND_CHOICES_KEY, text)),
  };
}

/** The choice made before for models of a size, unless it is old or was made by another version. */
export function recall(memory: ChoiceMemory, size: string, now: number): BackendChoice | undefined {
  const kept = readAll(memory)[size];
  if (!isKept(kept) || now < kept.at || now - kept.at > DAYS_KEPT * DAY_MS) return undefined;
  const date = new Date(kept.at).toISOString().slice(0, 10);
  return { backend: kept.backend, measured: kept.measured, reason: `the fastest here on ${date}` };
}

/** Keeps a choice for models of a size; of others nothing is forgotten. */
export function remember(memory: ChoiceMemory, size: string, choice: BackendChoice, now: number): void {
  const kept: Kept = { backend: choice.backend, measured: choice.measured, at: now };
  memory.write(JSON.stringify({ ...readAll(memory), [size]: kept }));
}

function readAll(memory: ChoiceMemory): Record<string, unknown> {
  const all = tolerate((): unknown => JSON.parse(memory.read() ?? '{}'));
  return isRecord(all) ? all : {};
}

/** Other scripts of this origin may have written there. */
function isKept(value: unknown): value is Kept {
  if (!isRecord(value)) return false;
  const { backend, measured, at } = value;
  return (
    isBackendName(backend) && Number.isFinite(at) && Array.isArray(measured) && measured.every(isMeasured)
  );
}

function isMeasured(value: unknown): boolean {
  return isRecord(value) && isBackendName(value.backend) && Number.isFinite(value.milliseconds);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function tolerate<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}
