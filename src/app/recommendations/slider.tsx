import { useId } from 'react';
import type { ReactNode } from 'react';

interface SliderProps {
  readonly label: string;
  /** What the least and the most stand for. */
  readonly ends: readonly [least: string, most: string];
  readonly least: number;
  readonly value: number;
  readonly onChange: (value: number) => void;
  /** What it costs. */
  readonly children: ReactNode;
}

const STEP = 0.1;
const FIGURE = new Intl.NumberFormat('en', { maximumFractionDigits: 1, signDisplay: 'negative' });

/** A slider up to 1 with its ends named. */
export function Slider({ label, ends, least, value, onChange, children }: SliderProps) {
  const id = useId();
  return (
    <div className="tuning-part">
      <label htmlFor={id} className="tuning-label">
        {label}
      </label>
      <input
        id={id}
        type="range"
        min={least}
        max={1}
        step={STEP}
        value={value}
        aria-valuetext={`${FIGURE.format(value)}; ${ends[0]} to ${ends[1]}`}
        onChange={({ target }) => onChange(target.valueAsNumber)}
      />
      <p className="tuning-ends" aria-hidden="true">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </p>
      {children}
    </div>
  );
}
