import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import type * as PlotLibrary from '@observablehq/plot';
import { useExplorerText } from './explorer-text.ts';

export type Plot = typeof PlotLibrary;
export type DrawnChart = ReturnType<Plot['plot']>;

interface ChartProps {
  /** What the chart shows, in a sentence; the figures themselves stand in a table beside it. */
  readonly label: string;
  /** Draws the chart at a width, px; a new function draws it anew. */
  readonly draw: (plot: Plot, width: number) => DrawnChart;
  /** Called with the datum under the pointer when it is pressed. */
  readonly onPick?: (datum: unknown) => void;
}

/** A chart of Observable Plot, which is downloaded with the first one and drawn as wide as there is room. */
export function Chart({ label, draw, onPick }: ChartProps) {
  const { chartMissing } = useExplorerText();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    if (width === 0) return undefined;
    let drawn: DrawnChart | undefined;
    let left = false;
    import('@observablehq/plot').then(
      (plot) => {
        if (left) return;
        drawn = draw(plot, width);
        // The frame speaks for the whole drawing; the labels that Plot gives its parts have no role to go with.
        drawn.setAttribute('aria-hidden', 'true');
        frame.current?.replaceChildren(drawn);
      },
      () => setMissing(true),
    );
    return () => {
      left = true;
      drawn?.remove();
    };
  }, [draw, width]);
  if (missing) return <p className="panel-note">{chartMissing}</p>;
  return (
    <div
      ref={frame}
      className={onPick ? 'chart chart-picked' : 'chart'}
      role="img"
      aria-label={label}
      onClick={() => {
        const datum: unknown = frame.current?.querySelector<DrawnChart>('.plot')?.value;
        if (datum) onPick?.(datum);
      }}
    />
  );
}

function useWidth(frame: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return width;
}
