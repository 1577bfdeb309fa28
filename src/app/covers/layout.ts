import type { Item } from '../types.ts';
import type { TextBox } from './fit-text.ts';
import { createDice, hashText } from './seed.ts';
import type { Palette } from './palettes.ts';
import { PALETTES } from './palettes.ts';

/** Size of a cover's drawing, in user units. */
export const COVER = { width: 200, height: 300 } as const;

export const MOTIFS = [
  'arches',
  'bands',
  'petals',
  'hills',
  'stem',
  'tiles',
  'initial',
  'orbits',
  'rays',
  'panes',
] as const;

export type Motif = (typeof MOTIFS)[number];

/** Where a motif leaves room for words. */
export interface WordPlace extends TextBox {
  readonly x: number;
  /** Top of the title's box. */
  readonly y: number;
  readonly align: 'start' | 'middle';
  /** Baseline of the byline. */
  readonly bylineY: number;
}

export interface CoverPlan {
  readonly palette: Palette;
  readonly motif: Motif;
  readonly place: WordPlace;
  readonly title: string;
  /** The first creator; the year where no creator is known. */
  readonly byline: string;
  readonly seed: number;
}

const TOP: WordPlace = {
  x: 100,
  y: 22,
  width: 168,
  height: 96,
  largest: 30,
  smallest: 13,
  leading: 1.12,
  align: 'middle',
  bylineY: 284,
};
const TOP_LEFT: WordPlace = { ...TOP, x: 18, align: 'start', width: 164 };

const PLACES: Readonly<Record<Motif, WordPlace>> = {
  arches: TOP,
  bands: { ...TOP, y: 106, height: 72, largest: 26, width: 172, bylineY: 202 },
  petals: { ...TOP_LEFT, y: 34, height: 74, bylineY: 26 },
  hills: { ...TOP, y: 36, height: 90, bylineY: 28 },
  stem: { ...TOP, y: 34, width: 150, height: 88, largest: 27, bylineY: 272 },
  tiles: { ...TOP, y: 104, width: 138, height: 70, largest: 24, smallest: 11, bylineY: 192 },
  initial: { ...TOP_LEFT, y: 190, height: 72, largest: 26 },
  orbits: { ...TOP_LEFT, y: 188, height: 74, largest: 26 },
  rays: TOP,
  panes: { ...TOP_LEFT, y: 186, height: 76, largest: 27 },
};

/** Everything a cover is drawn from: the same item gives the same cover on every device and every day. */
export function planCover(item: Omit<Item, 'tags'>): CoverPlan {
  const seed = hashText(`${item.title}\u0000${item.creators.join('\u0000')}\u0000${item.id}`);
  const dice = createDice(seed);
  const palette = PALETTES[Math.floor(dice() * PALETTES.length)];
  const motif = MOTIFS[Math.floor(dice() * MOTIFS.length)];
  const byline = item.creators[0] ?? item.year?.toString() ?? '';
  return { palette, motif, place: PLACES[motif], title: coverTitle(item.title), byline, seed };
}

/** Letters that a cover carries well; a longer title loses its subtitle. */
const COMFORTABLE = 48;

/** A title as a designer would set it: without series, and without a long subtitle; beside the cover it stands in full. */
export function coverTitle(title: string): string {
  const main = title.replace(/\s*[([].*$/, '').trim() || title;
  if (main.length <= COMFORTABLE) return main;
  return main.replace(/(.{4,}?)\s*[:;–—]\s.*$/, '$1');
}
