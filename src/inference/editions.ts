/** Other students than the manifest's own: code that a page downloads when it asks for one, or for one before the other. */
export { sharpen } from './sharpen.ts';
export { chooseEdition, chooseFirst, thisDevice } from './variant.ts';
