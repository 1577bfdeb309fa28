import { expect, it } from 'vitest';
import { LANGUAGE_TAGS, LANGUAGES, preferredLanguage } from './languages.ts';

it('is the first language of the visitor that the page speaks', () => {
  expect(preferredLanguage(['zh-CN', 'en'])).toBe('zh-CN');
  expect(preferredLanguage(['fr', 'en-GB', 'zh'])).toBe('en');
  expect(preferredLanguage(['de-AT', 'zh-Hans-SG'])).toBe('zh-CN');
});

it('is Chinese in any region and script, as that is nearer than English', () => {
  for (const tag of ['zh', 'zh-TW', 'ZH-hant-HK']) expect(preferredLanguage([tag])).toBe('zh-CN');
});

it('is English where the page speaks none of them', () => {
  expect(preferredLanguage([])).toBe('en');
  expect(preferredLanguage(['fr', 'zha'])).toBe('en');
});

it('has a name of its own for each', () => {
  expect(LANGUAGE_TAGS).toEqual(Object.keys(LANGUAGES));
});
