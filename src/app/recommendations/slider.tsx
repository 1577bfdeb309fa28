import { useId } from 'react';
import type { ReactNode } from 'react';
import { useText } from '../store/react.tsx';

interface SliderProps {
  readonly label: string;
  /** What the least and the most stand for. */
  readonly ends: { readonly least: string; readonly most: string };
  readonly least: number;
  readonly value: number;
  readonly onChange: (value: number) => void;
  /** What it costs. */
  readonly children: ReactNode;
}

const STEP = 0.1;

/** A slider up to 1 with its ends named. */
export function Slider({ label, ends, least, value, onChange, children }: SliderProps) {
  const { tuning } = useText();
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
        aria-valuetext={tuning.value(value, ends.least, ends.most)}
        onChange={({ target }) => onChange(target.valueAsNumber)}
      />
      <p className="tuning-ends" aria-hidden="true">
        <span>{ends.least}</span>
        <span>{ends.most}</span>
      </p>
      {children}
    </div>
  );
}
