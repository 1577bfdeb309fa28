import type { ReactNode } from 'react';
import type { Motif } from './layout.ts';
import { placed } from './placed.ts';
import type { Palette } from './palettes.ts';

interface Sketch {
  readonly palette: Palette;
  readonly dice: () => number;
  /** First letter of the title. */
  readonly letter: string;
}

const between = (dice: () => number, low: number, high: number) => low + dice() * (high - low);
const whole = (dice: () => number, low: number, high: number) => Math.floor(between(dice, low, high + 1));
const times = <Drawn,>(count: number, draw: (at: number) => Drawn): Drawn[] =>
  Array.from({ length: count }, (_, at) => draw(at));
const round = (value: number) => Math.round(value * 10) / 10;

interface Piece {
  readonly fill: string;
  readonly path: string;
}

/**
 * Pieces that do not overlap, as one path a colour: a list has twenty covers, and each element of one is styled, laid
 * out and painted after every tap.
 */
function byColour(pieces: readonly Piece[]): ReactNode {
  const paths = new Map<string, string>();
  for (const { fill, path } of pieces) paths.set(fill, (paths.get(fill) ?? '') + path);
  return [...paths].map(([fill, path]) => <path key={fill} d={path} fill={fill} />);
}

const PETAL = 'M0 0C-26 -34 -18 -86 0 -104C18 -86 26 -34 0 0Z';
const LEAF = 'M0 0C14 -18 38 -22 52 -16C42 0 20 8 0 0Z';
/** An ellipse of 12 × 24 above its foot. */
const FLORET =
  'M0 -25C3.3 -25 6 -19.6 6 -13C6 -6.4 3.3 -1 0 -1C-3.3 -1 -6 -6.4 -6 -13C-6 -19.6 -3.3 -25 0 -25Z';
/** A quarter of a disc of radius 40, about the middle of its square. */
const QUARTER = 'M-20 -20L20 -20C20 2.1 2.1 20 -20 20Z';

const circle = (x: number, y: number, r: number) =>
  `M${round(x - r)} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;

/** Concentric doorways. */
function arches({ palette: { shapes, ground }, dice }: Sketch) {
  const count = whole(dice, 4, 6);
  return times(count, (at) => {
    const half = 78 - (at * 70) / count;
    const top = 132 + half * 0.2 + at * 6;
    const path = `M${round(100 - half)} 264V${round(top + half)}A${round(half)} ${round(half)} 0 0 1 ${round(100 + half)} ${round(top + half)}V264Z`;
    return <path key={at} d={path} fill={at % 2 === 0 ? shapes[(at / 2) % 3] : ground} />;
  });
}

/** Two bands of colour around a band of paper, as on an old paperback. */
function bands({ palette: { shapes }, dice }: Sketch) {
  const first = whole(dice, 0, 1);
  return (
    <>
      <rect width="200" height="88" fill={shapes[first]} />
      <rect y="216" width="200" height="84" fill={shapes[first]} />
      <rect y="92" width="200" height="2" fill={shapes[2]} />
      <rect y="210" width="200" height="2" fill={shapes[2]} />
      {times(whole(dice, 3, 5), (at) => (
        <circle
          key={at}
          cx={100}
          cy={44}
          r={round(32 - at * 7)}
          fill={at % 2 === 0 ? shapes[2] : shapes[1 - first]}
        />
      ))}
    </>
  );
}

/** A blossom seen from above, partly off the page. */
function petals({ palette: { shapes }, dice }: Sketch) {
  const count = whole(dice, 7, 13);
  const turn = between(dice, 0, 40);
  // Every other petal is a path of its own, so that neighbours show through each other.
  const ring = (scale: number, shift: number, fill: string, opacity: number) =>
    times(2, (first) => {
      const petals = times(Math.ceil((count - first) / 2), (at) =>
        placed(PETAL, { x: 124, y: 204, turn: turn + shift + (360 / count) * (first + 2 * at), scale }),
      );
      return <path key={`${scale}-${first}`} d={petals.join('')} fill={fill} fillOpacity={opacity} />;
    });
  return (
    <>
      {ring(1, 0, shapes[0], 0.85)}
      {ring(0.7, 180 / count, shapes[1], 0.9)}
      {ring(0.36, 0, shapes[2], 1)}
      <circle cx="124" cy="204" r="9" fill={shapes[1]} />
    </>
  );
}

/** A sun over hills. */
function hills({ palette: { shapes }, dice }: Sketch) {
  const sunX = round(between(dice, 50, 150));
  return (
    <>
      <circle
        cx={sunX}
        cy={round(between(dice, 150, 172))}
        r={round(between(dice, 22, 36))}
        fill={shapes[1]}
      />
      {times(4, (at) => {
        const y = 186 + at * 24;
        const lift = between(dice, 10, 34);
        const fall = between(dice, 10, 34);
        const path = `M0 ${y}C50 ${round(y - lift)} 70 ${round(y - lift)} 104 ${y - 4}S160 ${round(y + fall)} 200 ${round(y - fall * 0.6)}V300H0Z`;
        return <path key={at} d={path} fill={shapes[at % 2 === 0 ? 0 : 2]} fillOpacity={0.55 + at * 0.15} />;
      })}
    </>
  );
}

/** A pressed plant inside a ruled frame. */
function stem({ palette: { shapes, ink }, dice }: Sketch) {
  const pairs = whole(dice, 3, 5);
  const lean = round(between(dice, -18, 18));
  return (
    <>
      <rect x="10" y="10" width="180" height="280" fill="none" stroke={ink} strokeWidth="1" />
      <rect x="14" y="14" width="172" height="272" fill="none" stroke={ink} strokeWidth="0.5" />
      <path
        d={`M100 252C${100 - lean} 214 ${100 + lean} 190 100 150`}
        fill="none"
        stroke={shapes[2]}
        strokeWidth="2.5"
      />
      {byColour(
        times(pairs * 2, (at) => {
          const y = 238 - Math.floor(at / 2) * (74 / pairs);
          const scale = round(1.05 - Math.floor(at / 2) * 0.13);
          return {
            fill: shapes[at % 4 < 2 ? 0 : 2],
            path: placed(LEAF, { x: 100, y, scale, mirrored: at % 2 === 1 }),
          };
        }),
      )}
      <path
        d={times(6, (at) => placed(FLORET, { x: 100, y: 146, turn: at * 60 })).join('')}
        fill={shapes[1]}
      />
      <circle cx="100" cy="146" r="5" fill={shapes[0]} />
    </>
  );
}

/** Quarter circles turned at random (Truchet tiles), with a label. */
function tiles({ palette: { shapes, ground, ink }, dice }: Sketch) {
  return (
    <>
      {byColour(
        times(40, (at) => {
          const x = (at % 5) * 40 + 20;
          const y = Math.floor(at / 5) * 40 + 10;
          const turn = whole(dice, 0, 3) * 90;
          return { fill: shapes[whole(dice, 0, 2)], path: placed(QUARTER, { x, y, turn }) };
        }),
      )}
      <rect x="22" y="94" width="156" height="112" fill={ground} />
      <rect x="26" y="98" width="148" height="104" fill="none" stroke={ink} strokeWidth="0.8" />
    </>
  );
}

/** The first letter, larger than the page allows. */
function initial({ palette: { shapes }, dice, letter }: Sketch) {
  return (
    <>
      <rect width="200" height="178" fill={shapes[2]} />
      <text
        x={round(between(dice, 84, 116))}
        y="176"
        fontSize="220"
        textAnchor="middle"
        fill={shapes[1]}
        className="cover-letter"
      >
        {letter}
      </text>
      <rect y="178" width="200" height="4" fill={shapes[0]} />
    </>
  );
}

/** Rings, each with a wandering body. */
function orbits({ palette: { shapes }, dice }: Sketch) {
  const x = between(dice, 60, 140);
  return (
    <>
      {times(2, (first) => (
        <path
          key={first}
          d={times(first === 0 ? 3 : 2, (at) => circle(x, 92, 22 + (first + 2 * at) * 19)).join('')}
          fill="none"
          stroke={shapes[first === 0 ? 0 : 2]}
          strokeWidth="1.6"
        />
      ))}
      <circle cx={round(x)} cy="92" r="13" fill={shapes[1]} />
      {times(5, (at) => {
        const angle = between(dice, 0, 2 * Math.PI);
        const radius = 22 + at * 19;
        const cy = 92 + Math.sin(angle) * radius * (at > 3 ? 0.4 : 1);
        return (
          <circle
            key={at}
            cx={round(x + Math.cos(angle) * radius)}
            cy={round(cy)}
            r={3 + at}
            fill={shapes[(at + 1) % 3]}
          />
        );
      })}
    </>
  );
}

/** Light fanning out from below. */
function rays({ palette: { shapes }, dice }: Sketch) {
  const count = whole(dice, 9, 15);
  const x = round(between(dice, 70, 130));
  return (
    <>
      {byColour(
        times(count, (at) => {
          const from = Math.PI * (1 + at / count);
          const to = Math.PI * (1 + (at + 0.55) / count);
          const point = (angle: number) =>
            `${round(x + Math.cos(angle) * 150)} ${round(268 + Math.sin(angle) * 136)}`;
          return { fill: shapes[at % 2 === 0 ? 0 : 1], path: `M${x} 268L${point(from)}L${point(to)}Z` };
        }),
      )}
      <path d={`M${x - 34} 268a34 34 0 0 1 68 0Z`} fill={shapes[2]} />
      <rect y="267" width="200" height="2" fill={shapes[2]} />
    </>
  );
}

/** A window of coloured panes. */
function panes({ palette: { shapes, ground }, dice }: Sketch) {
  const split = round(between(dice, 62, 138));
  const bar = round(between(dice, 58, 120));
  const disc = round(between(dice, 26, 44));
  return (
    <>
      <rect width="200" height="176" fill={shapes[0]} />
      <rect width={split} height={bar} fill={shapes[1]} />
      <rect x={split} y={bar} width={200 - split} height={176 - bar} fill={shapes[2]} />
      <circle cx={split} cy={bar} r={disc} fill={ground} />
      <path
        d={`M${split} ${bar - disc}a${disc} ${disc} 0 0 1 0 ${2 * disc}Z`}
        fill={shapes[whole(dice, 1, 2)]}
      />
    </>
  );
}

export const DRAWINGS: Readonly<Record<Motif, (sketch: Sketch) => ReactNode>> = {
  arches,
  bands,
  petals,
  hills,
  stem,
  tiles,
  initial,
  orbits,
  rays,
  panes,
};
