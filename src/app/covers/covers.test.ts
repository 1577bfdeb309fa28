import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateWidth, fitText } from './fit-text.ts';
import { coverTitle, MOTIFS, planCover } from './layout.ts';
import { PALETTES } from './palettes.ts';
import { placed } from './placed.ts';
import { createDice, hashText } from './seed.ts';

const BOX = { width: 168, height: 96, largest: 30, smallest: 13, leading: 1.12 };

describe('a fitted text', () => {
  it('takes the largest size that fits', () => {
    expect(fitText('Dune', BOX)).toEqual({ lines: ['Dune'], size: 30 });
    const long = fitText('The Curious Incident of the Dog in the Night-Time', BOX);
    expect(long.size).toBeLessThan(30);
    expect(long.lines.join(' ')).toBe('The Curious Incident of the Dog in the Night-Time');
  });

  it('ends in an ellipsis when even the smallest size is too large', () => {
    const { lines, size } = fitText('word '.repeat(100), BOX);
    expect(size).toBe(13);
    expect(lines.at(-1)).toMatch(/…$/);
  });

  it('stays inside its box, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (text) => {
        const { lines, size } = fitText(text, BOX);
        expect(lines.length * size * BOX.leading).toBeLessThanOrEqual(BOX.height);
        for (const line of lines) expect(estimateWidth(line) * size).toBeLessThanOrEqual(BOX.width + 1e-9);
      }),
    );
  });
});

describe('a cover', () => {
  it('is the same for the same item, every time', () => {
    const item = { id: '7', title: 'Dune', creators: ['Frank Herbert'], year: 1965 };
    expect(planCover(item)).toEqual(planCover(structuredClone(item)));
    expect(planCover({ ...item, creators: ['Brian Herbert'] }).seed).not.toBe(planCover(item).seed);
  });

  it('names its creator, else its year', () => {
    const item = { id: '7', title: 'Alien', creators: [], year: 1979 };
    expect(planCover(item).byline).toBe('1979');
    expect(planCover({ ...item, creators: ['Ridley Scott', 'Dan O’Bannon'] }).byline).toBe('Ridley Scott');
    expect(planCover({ ...item, year: null }).byline).toBe('');
  });

  it('comes in every motif and every palette', () => {
    const plans = Array.from({ length: 1000 }, (_, at) =>
      planCover({ id: `${at}`, title: 'Title', creators: [], year: null }),
    );
    expect(new Set(plans.map((plan) => plan.motif)).size).toBe(MOTIFS.length);
    expect(new Set(plans.map((plan) => plan.palette)).size).toBe(PALETTES.length);
  });

  it('sets the main title, without series or a long subtitle', () => {
    expect(coverTitle('The Hunger Games (The Hunger Games, #1)')).toBe('The Hunger Games');
    expect(coverTitle('Star Wars: Episode IV – A New Hope')).toBe('Star Wars: Episode IV – A New Hope');
    expect(coverTitle('Eligible: A Modern Retelling of Pride and Prejudice')).toBe('Eligible');
    expect(coverTitle('1984')).toBe('1984');
    expect(coverTitle('It: a novel')).toBe('It: a novel');
    expect(coverTitle('(500) Days of Summer')).toBe('(500) Days of Summer');
  });
});

describe('a placed path', () => {
  const path = 'M0 0L10 0C10 5 5 10 0 10Z';

  it('is moved, scaled and mirrored', () => {
    expect(placed(path, { x: 3, y: 4 })).toBe('M3 4L13 4C13 9 8 14 3 14Z');
    expect(placed(path, { x: 0, y: 0, scale: 0.5, mirrored: true })).toBe('M0 0L-5 0C-5 2.5 -2.5 5 0 5Z');
  });

  it('turns clockwise about its origin, as y points down', () => {
    expect(placed(path, { x: 0, y: 0, turn: 90 })).toBe('M0 0L0 10C-5 10 -10 5 -10 0Z');
  });
});

describe('palettes', () => {
  it('have words that can be read: contrast 7 and more', () => {
    for (const { ground, ink } of PALETTES) expect(contrast(ground, ink)).toBeGreaterThanOrEqual(7);
  });
});

describe('dice', () => {
  it('fall in [0, 1), differently for different seeds', () => {
    const throws = (seed: number) => Array.from({ length: 50 }, createDice(seed));
    expect(throws(hashText('a')).every((value) => value >= 0 && value < 1)).toBe(true);
    expect(throws(1)).toEqual(throws(1));
    expect(throws(1)).not.toEqual(throws(2));
  });
});

/** Contrast of two #rrggbb colours, WCAG 2.2. */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
