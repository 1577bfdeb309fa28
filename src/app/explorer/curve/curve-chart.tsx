import { useCallback, useMemo, useState } from 'react';
import { useText } from '../../store/react.tsx';
import type { ExplorerText } from '../../text/text.ts';
import type { Format } from '../../text/format.ts';
import { Chart } from '../chart.tsx';
import type { Plot } from '../chart.tsx';
import { useExplorerText } from '../explorer-text.ts';
import { UPPER_FROM, upperPart } from './curve-data.ts';
import type { CurvePoint, CurveSlice } from './curve-data.ts';

/** The models as lines over their bytes; told apart by symbol as well as by colour. */
export function CurveChart({ slice }: { readonly slice: CurveSlice }) {
  const { format, enumerate } = useText();
  const { curve } = useExplorerText();
  const [upper, setUpper] = useState(true);
  const { points, below } = useMemo(
    () => (upper ? upperPart(slice.points) : { points: slice.points, below: [] }),
    [slice, upper],
  );
  const draw = useCallback(
    (plot: Plot, width: number) => drawCurve(plot, width, { points, shipped: slice.shipped }, curve, format),
    [points, slice, curve, format],
  );
  return (
    <figure>
      <label className="curve-upper">
        <input type="checkbox" checked={upper} onChange={(event) => setUpper(event.target.checked)} />
        {curve.upper(UPPER_FROM)}
      </label>
      <Chart label={curve.chart(points.length)} draw={draw} />
      {below.length > 0 && (
        <figcaption className="panel-note">{curve.below(enumerate(below.map(curve.model)))}</figcaption>
      )}
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
  { points, shipped }: CurveSlice,
  text: ExplorerText['curve'],
  format: Format,
): ReturnType<Plot['plot']> {
  const place = { x: 'bytes', y: 'share' } as const;
  // By the names of the report, so that a model looks the same in every language.
  const nameOf = (family: string) => (family === MEMBERS ? text.members : text.model(family));
  const familyName = (point: CurvePoint) => nameOf(familyOf(point));
  const families = [...new Set(points.map(familyOf))].toSorted().map(nameOf);
  const shippedPlace = { ...place, stroke: 'var(--ink)', fill: 'var(--amber)' };
  return plot.plot({
    className: 'plot',
    width: Math.min(width, 900),
    height: Math.min(440, 200 + width / 3),
    marginLeft: 56,
    marginBottom: 44,
    marginRight: 32,
    marginTop: 36,
    x: { type: 'log', label: text.acrossAxis, tickFormat: tickOf(format), grid: true, nice: true },
    y: {
      label: text.upAxis,
      tickFormat: (share: number) => format.percent(share),
      grid: true,
      nice: true,
      ticks: 6,
    },
    symbol: { legend: true, domain: families, range: SYMBOLS },
    color: { domain: families, range: COLOURS },
    marks: [
      plot.ruleY([1], { stroke: 'var(--line-strong)', strokeDasharray: '4 3' }),
      plot.line(points, { ...place, z: 'model', stroke: familyName, strokeWidth: 1.5 }),
      plot.ruleX(points, { x: 'bytes', y1: 'low', y2: 'high', stroke: familyName, strokeWidth: 1.5 }),
      plot.dot(points, {
        ...place,
        stroke: familyName,
        symbol: familyName,
        fill: 'var(--paper)',
        r: 4.5,
        strokeWidth: 2,
      }),
      plot.dot(shipped, { ...shippedPlace, symbol: 'star', r: 8, strokeWidth: 1.2 }),
      ...shipped.map((point) =>
        plot.text([point], {
          ...place,
          text: () => text.shipped[point.kind],
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

/** Which models share a line of the legend: the parts of a teacher that is made of several go by one name. */
const MEMBERS = 'teacher: ';

function familyOf({ model }: CurvePoint): string {
  return model.startsWith(MEMBERS) ? MEMBERS : model;
}

/** Powers of ten only: the steps between would stand too close. */
function tickOf(format: Format): (bytes: number) => string {
  return (bytes) => (Number.isInteger(Math.log10(bytes)) ? format.wholeBytes(bytes) : '');
}
