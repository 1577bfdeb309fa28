import type { ErrorCode } from '../../core/errors.ts';

/** What a visitor can do about a fault is the same for all faults of a kind. */
export type FaultKind = 'network' | 'missing' | 'damaged' | 'outdated' | 'engine' | 'other';

const KINDS: Partial<Readonly<Record<ErrorCode, FaultKind>>> = {
  'load/network': 'network',
  'load/http': 'missing',
  'load/not-a-model': 'missing',
  'bundle/size': 'damaged',
  'bundle/hash': 'damaged',
  'bundle/format': 'damaged',
  'bundle/version': 'outdated',
  'backend/unavailable': 'engine',
  'backend/lost': 'engine',
};

export function faultKind(code: ErrorCode): FaultKind {
  return KINDS[code] ?? 'other';
}
