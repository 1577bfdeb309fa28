/** A text broken into lines and the size at which they fit. */
export interface FittedText {
  readonly lines: readonly string[];
  /** Font size, in the units of the box. */
  readonly size: number;
}

export interface TextBox {
  readonly width: number;
  readonly height: number;
  readonly largest: number;
  readonly smallest: number;
  /** Distance of baselines, in font sizes. */
  readonly leading: number;
}

/**
 * The largest size at which a text fits its box. Widths are estimated, generously, because covers are
 * drawn before any font is known and must come out the same everywhere. What does not fit at the
 * smallest size ends in an ellipsis.
 */
export function fitText(text: string, box: TextBox): FittedText {
  for (let size = box.largest; size > box.smallest; size -= 1) {
    const lines = wrap(text, box.width / size);
    const fits = lines.length * box.leading * size <= box.height;
    if (fits && lines.every((line) => estimateWidth(line) * size <= box.width)) return { lines, size };
  }
  const room = Math.max(1, Math.floor(box.height / (box.leading * box.smallest)));
  const width = box.width / box.smallest;
  const lines = wrap(text, width).map((line) => shorten(line, width));
  if (lines.length <= room) return { lines, size: box.smallest };
  const kept = lines.slice(0, room);
  kept[room - 1] = shorten(`${kept[room - 1]} …`, width);
  return { lines: kept, size: box.smallest };
}

/** Estimated width of a line, in font sizes. */
export function estimateWidth(line: string): number {
  let width = 0;
  for (const letter of line) width += letterWidth(letter);
  return width;
}

function letterWidth(letter: string): number {
  if (/[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uff00-\uff60]/.test(letter)) return 1.05;
  if (/[ilj.,:;'’!|I()[\]-]/.test(letter)) return 0.36;
  if (/[ftr ]/.test(letter)) return 0.4;
  if (/[mwMW@%&—…]/.test(letter)) return 0.95;
  if (/\p{Lu}/u.test(letter)) return 0.75;
  return 0.56;
}

/** Greedy lines no wider than `width` font sizes; a longer word stands alone. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && estimateWidth(longer) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  if (line !== '') lines.push(line);
  return lines;
}

function shorten(line: string, width: number): string {
  if (estimateWidth(line) <= width) return line;
  const letters = [...line.replace(/[\s…]+$/, '')];
  while (letters.length > 1 && estimateWidth(`${letters.join('')}…`) > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}
