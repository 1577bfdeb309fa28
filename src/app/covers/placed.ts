/** Where and how a path stands; by default as it is, at its own origin. */
export interface Placement {
  readonly x: number;
  readonly y: number;
  /** Degrees, clockwise. */
  readonly turn?: number;
  readonly scale?: number;
  /** Left and right exchanged, before it is turned. */
  readonly mirrored?: boolean;
}

/**
 * The data of a path at another place, so that many can be one element. It may have M, L, C and Z, with absolute
 * points as `x y`; places are given to a tenth of a unit.
 */
export function placed(path: string, { x, y, turn = 0, scale = 1, mirrored = false }: Placement): string {
  const angle = (turn / 180) * Math.PI;
  const [cos, sin] = [Math.cos(angle) * scale, Math.sin(angle) * scale];
  return path.replaceAll(/(-?[\d.]+) (-?[\d.]+)/g, (_, across: string, down: string) => {
    const [own, depth] = [Number(across) * (mirrored ? -1 : 1), Number(down)];
    return `${tenth(x + cos * own - sin * depth)} ${tenth(y + sin * own + cos * depth)}`;
  });
}

function tenth(value: number): number {
  // Rounding gives −0 for what is barely below: adding 0 takes the sign away.
  return Math.round(value * 10) / 10 + 0;
}
