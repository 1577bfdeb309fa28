import { useCallback, useMemo, useState } from 'react';
import { formatBytes } from '../../format-text.ts';
import { Chart } from '../chart.tsx';
import type { Plot } from '../chart.tsx';
import { formatShare } from '../format.ts';
import { upperPart } from './curve-data.ts';
import type { CurvePoint, CurveSlice, ShippedPoint } from './curve-data.ts';
import { CURVE_TEXT } from './curve.text.ts';

/** The models as lines over their bytes; told apart by symbol as well as by colour. */
export function CurveChart({ slice }: { readonly slice: CurveSlice }) {
  const [upper, setUpper] = useState(true);
  const { points, below } = useMemo(
    () => (upper ? upperPart(slice.points) : { points: slice.points, below: [] }),
    [slice, upper],
  );
  const draw = useCallback(
    (plot: Plot, width: number) => drawCurve(plot, width, points, slice.shipped),
    [points, slice],
  );
  return (
    <figure>
      <label className="curve-upper">
        <input type="checkbox" checked={upper} onChange={(event) => setUpper(event.target.checked)} />
        {CURVE_TEXT.upper}
      </label>
      <Chart label={CURVE_TEXT.chart(points.length)} draw={draw} />
      {below.length > 0 && <figcaption className="panel-note">{CURVE_TEXT.below(below)}</figcaption>}
    </figure>
  );
}

/** Ten of each, so that no two models look alike; the colours can be told from light and dark paper. */
const SYMBOLS = [
  'circle',
  'cross',
  'diamond',
  'square',
  'star',
  'triangle',
  'wye',
  'times',
  'hexagon',
  'asterisk',
] as const;
const COLOURS = [
  '#1f78b4',
  '#c2410c',
  '#2f7d5b',
  '#6d5bd0',
  '#b0326e',
  '#85751a',
  '#8a5a2b',
  '#0f8288',
  '#6b7280',
  '#d1493f',
] as const;

function drawCurve(
  plot: Plot,
  width: number,
  points: readonly CurvePoint[],
  shipped: readonly ShippedPoint[],
): ReturnType<Plot['plot']> {
  const place = { x: 'bytes', y: 'share' } as const;
  const families = [...new Set(points.map(familyOf))].toSorted();
  const shippedPlace = { ...place, stroke: 'var(--ink)', fill: 'var(--amber)' };
  return plot.plot({
    className: 'plot',
    width: Math.min(width, 900),
    height: Math.min(440, 200 + width / 3),
    marginLeft: 56,
    marginBottom: 44,
    marginRight: 32,
    marginTop: 36,
    x: { type: 'log', label: CURVE_TEXT.acrossAxis, tickFormat: formatTick, grid: true, nice: true },
    y: { label: CURVE_TEXT.upAxis, tickFormat: formatShare, grid: true, nice: true, ticks: 6 },
    symbol: { legend: true, domain: families, range: SYMBOLS },
    color: { domain: families, range: COLOURS },
    marks: [
      plot.ruleY([1], { stroke: 'var(--line-strong)', strokeDasharray: '4 3' }),
      plot.line(points, { ...place, z: 'model', stroke: familyOf, strokeWidth: 1.5 }),
      plot.ruleX(points, { x: 'bytes', y1: 'low', y2: 'high', stroke: familyOf, strokeWidth: 1.5 }),
      plot.dot(points, {
        ...place,
        stroke: familyOf,
        symbol: familyOf,
        fill: 'var(--paper)',
        r: 4.5,
        strokeWidth: 2,
      }),
      plot.dot(shipped, { ...shippedPlace, symbol: 'star', r: 8, strokeWidth: 1.2 }),
      ...shipped.map((point) =>
        plot.text([point], {
          ...place,
          text: () => CURVE_TEXT.shipped[point.kind],
          dy: -14,
          // The teacher, the largest of all, stands at the right edge.
          textAnchor: point.kind === 'teacher' ? 'end' : 'middle',
          fill: 'var(--ink)',
          stroke: 'var(--paper)',
          strokeWidth: 4,
          fontWeight: 600,
        }),
      ),
    ],
  });
}

/** What a model is called in the legend: the parts of a teacher that is made of several go by one name. */
function familyOf({ model }: CurvePoint): string {
  return model.startsWith('teacher: ') ? CURVE_TEXT.members : model;
}

/** Powers of ten only: the steps between would stand too close. */
function formatTick(bytes: number): string {
  return Number.isInteger(Math.log10(bytes)) ? formatBytes(bytes) : '';
}
