import { useCallback } from 'react';
import type { RectYOptions } from '@observablehq/plot';
import { useText } from '../../store/react.tsx';
import type { ExplorerText, Text } from '../../text/text.ts';
import { Chart } from '../chart.tsx';
import type { Plot } from '../chart.tsx';
import { useExplorerText } from '../explorer-text.ts';
import { REQUESTS } from './measure.ts';
import type { BackendResult } from './measure.ts';

/** A histogram a backend, one below the other, on one scale of time. */
export function TimesChart({ results }: { readonly results: readonly BackendResult[] }) {
  const { compare, enumerate } = useText();
  const { device } = useExplorerText();
  const { backends } = compare;
  const draw = useCallback(
    (plot: Plot, width: number) => drawTimes(plot, width, results, device, backends),
    [results, device, backends],
  );
  const names = results.flatMap((result) => (result.ran ? [backends[result.backend]] : []));
  if (names.length === 0) return null;
  return <Chart label={device.chart(REQUESTS, enumerate(names))} draw={draw} />;
}

function drawTimes(
  plot: Plot,
  width: number,
  results: readonly BackendResult[],
  device: ExplorerText['device'],
  backends: Text['compare']['backends'],
): ReturnType<Plot['plot']> {
  const times = results.flatMap((result) =>
    result.ran ? result.times.map((time) => ({ time, name: backends[result.backend] })) : [],
  );
  const most = Math.max(...times.map(({ time }) => time));
  const least = Math.min(...times.map(({ time }) => time));
  const steps = 28;
  // Backends differ by ten times and more: steps of equal ratio keep each of them readable.
  const thresholds = Array.from({ length: steps + 1 }, (_, at) => least * (most / least) ** (at / steps));
  const bars: Pick<RectYOptions, 'fy' | 'fill' | 'inset'> = { fy: 'name', fill: 'var(--rose)', inset: 0.5 };
  return plot.plot({
    className: 'plot',
    width: Math.min(width, 900),
    height: 330,
    marginLeft: 44,
    marginRight: 110,
    marginBottom: 44,
    x: { type: 'log', label: device.axis, tickFormat: '~g', ticks: 6 },
    y: { label: device.countAxis, ticks: 3, grid: true },
    fy: { label: null, domain: Object.values(backends) },
    marks: [
      plot.rectY(times, plot.binX({ y: 'count' }, { x: { value: 'time', thresholds }, ...bars })),
      plot.ruleY([0], { stroke: 'var(--line-strong)' }),
    ],
  });
}
