import { createElement, Fragment } from 'react';
import type { ReactNode } from 'react';

/** A sentence around nodes, such as a title in bold: each language puts them where its grammar wants them. */
export type SentenceParts<Node> = readonly (string | Node)[];

/** Shows a sentence of the dictionary whose parts are nodes. */
export function Sentence({ parts }: { readonly parts: SentenceParts<ReactNode> }) {
  return createElement(Fragment, null, ...parts);
}
