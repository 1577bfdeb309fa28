/** Grounds that white lettering reads well on (contrast above 7 : 1), each with a lighter tone of its hue. */
const PALETTES = [
  ['#7d2440', '#c96b88'],
  ['#1f4a5f', '#6ba3bd'],
  ['#3a4a20', '#93a86a'],
  ['#5a2f6b', '#a97fba'],
  ['#6b3a14', '#c79463'],
  ['#2b3a67', '#8092c9'],
] as const;

const SVG = 'http://www.w3.org/2000/svg';

/**
 * A small cover drawn from the title alone: ground, motif and monogram, always the same for the same title.
 * It is decoration: the title stands beside it as text.
 */
export function drawCover(title: string): SVGSVGElement {
  const seed = hash(title);
  const [ground, tone] = PALETTES[seed % PALETTES.length]!;
  const svg = element('svg', {
    viewBox: '0 0 40 60',
    'aria-hidden': 'true',
    focusable: 'false',
    part: 'cover',
  });
  svg.append(element('rect', { width: 40, height: 60, fill: ground }), drawMotif(seed >>> 8, tone));
  const letters = element('text', {
    x: 20,
    y: 53,
    fill: '#fff',
    'text-anchor': 'middle',
    'font-size': 13,
    'font-family': 'Georgia, serif',
  });
  letters.textContent = monogram(title);
  svg.append(letters);
  return svg;
}

/** Up to two initials, articles left out: `The Lion King (1994)` → `LK`. */
export function monogram(title: string): string {
  const words = title.replace(/\(.*?\)/g, ' ').match(/[\p{L}\p{N}]+/gu) ?? [];
  const telling = words.filter((word) => !/^(the|a|an|of|and)$/i.test(word));
  const chosen = (telling.length > 0 ? telling : words).slice(0, 2);
  return chosen.map((word) => String.fromCodePoint(word.codePointAt(0)!).toUpperCase()).join('');
}

function drawMotif(seed: number, tone: string): SVGElement {
  const group = element('g', { fill: 'none', stroke: tone, 'stroke-width': 1.5 });
  const count = 3 + (seed % 4);
  for (let i = 0; i < count; i++) group.append(drawStroke(seed >>> 3, i, count));
  return group;
}

/** One stroke of the motif: rings, petals or waves. */
function drawStroke(seed: number, i: number, count: number): SVGElement {
  if (seed % 3 === 0) return element('circle', { cx: 20, cy: 21, r: 3 + i * 3 });
  if (seed % 3 === 1) {
    const turn = (360 / count) * i;
    return element('ellipse', { cx: 20, cy: 15, rx: 4, ry: 8, transform: `rotate(${turn} 20 23)` });
  }
  const y = 8 + i * 6;
  return element('path', { d: `M0 ${y}q10 ${4 + (seed % 5)} 20 0t20 0` });
}

function element<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string | number>>,
): SVGElementTagNameMap[Name] {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  return state >>> 0;
}
