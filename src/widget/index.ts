import { AttarShelf } from './attar-shelf.ts';

// A page may carry the script twice; the first one stays.
if (!customElements.get('attar-shelf')) customElements.define('attar-shelf', AttarShelf);
