import { expect, it } from 'vitest';
import {
  formatByline,
  formatBytes,
  formatCreators,
  formatMilliseconds,
  formatPercent,
} from './format-text.ts';

it('writes bytes in the unit a person would choose', () => {
  expect(formatBytes(0)).toBe('0 B');
  expect(formatBytes(868_400)).toBe('868 kB');
  expect(formatBytes(999_499)).toBe('999 kB');
  expect(formatBytes(999_500)).toBe('1.0 MB');
  expect(formatBytes(48_916_036)).toBe('48.9 MB');
  expect(formatBytes(1_400_000_000)).toBe('1.4 GB');
});

it('rounds percents and milliseconds', () => {
  expect(formatPercent(0.624)).toBe('62\u00a0%');
  expect(formatMilliseconds(0.434)).toBe('0.43\u00a0ms');
  expect(formatMilliseconds(7.06)).toBe('7.1\u00a0ms');
  expect(formatMilliseconds(120.4)).toBe('120\u00a0ms');
});

it('names up to two creators', () => {
  expect(formatCreators([])).toBe('');
  expect(formatCreators(['Neil Gaiman', 'Terry Pratchett'])).toBe('Neil Gaiman & Terry Pratchett');
  expect(formatCreators(['A', 'B', 'C'])).toBe('A and others');
});

it('puts the year after the names, or alone', () => {
  expect(formatByline(['Frank Herbert'], 1965)).toBe('Frank Herbert ·\u00a01965');
  expect(formatByline([], 1995)).toBe('1995');
  expect(formatByline(['Anonymous'], null)).toBe('Anonymous');
});
