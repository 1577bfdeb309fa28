import { expect, it } from 'vitest';
import { wordsOf } from './words.ts';

it('is Chinese for zh in any region, and English for all else', () => {
  for (const lang of ['zh', 'zh-CN', 'ZH-Hant']) expect(wordsOf(lang).retry).toBe('重试');
  for (const lang of ['en-GB', 'de', 'zha', '', null, undefined])
    expect(wordsOf(lang).retry).toBe('Try again');
});
