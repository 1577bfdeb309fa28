import { describe, expect, it } from 'vitest';
import { formatByline } from '../format-byline.ts';
import { createFormat } from './format.ts';
import { english } from './en/index.ts';
import { chinese } from './zh-CN/index.ts';

const { format } = english;

describe('numbers', () => {
  it('write bytes in the unit a person would choose', () => {
    expect(format.bytes(0)).toBe('0\u00a0B');
    expect(format.bytes(868_400)).toBe('868\u00a0kB');
    expect(format.bytes(999_499)).toBe('999\u00a0kB');
    expect(format.bytes(999_500)).toBe('1.0\u00a0MB');
    expect(format.wholeBytes(1e6)).toBe('1\u00a0MB');
    expect(format.bytes(48_916_036)).toBe('48.9\u00a0MB');
    expect(format.bytes(1_400_000_000)).toBe('1.4\u00a0GB');
  });

  it('round percents and milliseconds', () => {
    expect(format.percent(0.624)).toBe('62%');
    expect(format.percent(0.98651, 1)).toBe('98.7%');
    expect(format.probability(0.000456)).toBe('0.046%');
    expect(format.milliseconds(0.434)).toBe('0.43\u00a0ms');
    expect(format.milliseconds(7.06)).toBe('7.1\u00a0ms');
    expect(format.milliseconds(120.4)).toBe('120\u00a0ms');
  });

  it('have a true minus, and no sign on what rounds to nothing', () => {
    expect(format.agreement(-0.314)).toBe('−0.31');
    expect(format.agreement(-0.001)).toBe('0.00');
    expect(format.figures(13.249)).toBe('13.2');
  });

  it('are written as the language writes them', () => {
    const chineseFormat = createFormat('zh-CN');
    expect(chineseFormat.count(12_345)).toBe('12,345');
    expect(chineseFormat.percent(0.5)).toBe('50%');
    expect([-750, 1965].map(chineseFormat.year)).toEqual(['公元前750年', '1965']);
    expect([-750, 1965].map(format.year)).toEqual(['750 BC', '1965']);
  });
});

describe('creators', () => {
  it('are named up to two', () => {
    expect(english.creators([])).toBe('');
    expect(english.creators(['Neil Gaiman', 'Terry Pratchett'])).toBe('Neil Gaiman & Terry Pratchett');
    expect(english.creators(['A', 'B', 'C'])).toBe('A and others');
    expect(chinese.creators(['Neil Gaiman', 'Terry Pratchett'])).toBe('Neil Gaiman、Terry Pratchett');
    expect(chinese.creators(['A', 'B', 'C'])).toBe('A 等人');
  });

  it('stand before the year, or it stands alone', () => {
    const byline = (creators: string[], year: number | null) => formatByline(english, { creators, year });
    expect(byline(['Frank Herbert'], 1965)).toBe('Frank Herbert ·\u00a01965');
    expect(byline([], 1995)).toBe('1995');
    expect(byline(['Anonymous'], null)).toBe('Anonymous');
  });
});
