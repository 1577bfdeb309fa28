import { createFormat } from '../format.ts';

export const format = createFormat('zh-CN');

/** Frank Herbert; Neil Gaiman、Terry Pratchett; three or more: the first and 等人. */
export function creators(names: readonly string[]): string {
  return names.length <= 2 ? names.join('、') : `${names[0]} 等人`;
}

/** A sentence with names in it that may be Latin or Chinese: a space between the scripts, as elsewhere on the page. */
export function spaced(sentence: string): string {
  return sentence
    .replace(/(\p{Script=Han})([A-Za-z0-9])/gu, '$1 $2')
    .replace(/([A-Za-z0-9])(\p{Script=Han})/gu, '$1 $2');
}
