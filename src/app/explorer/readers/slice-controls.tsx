import { useId } from 'react';
import { useModel } from '../../store/react.tsx';
import type { Cuts, Order, Slice } from '../slices.ts';
import { BROWSER_TEXT, LENGTH_NAMES, ORDER_NAMES, TASTE_NAMES } from './reader-browser.text.ts';

interface SliceControlsProps {
  readonly slice: Slice;
  readonly cuts: Cuts;
  readonly order: Order;
  readonly onSlice: (slice: Slice) => void;
  readonly onOrder: (order: Order) => void;
}

/** Which sample users are shown, and in which order. */
export function SliceControls({ slice, cuts, order, onSlice, onOrder }: SliceControlsProps) {
  const { tagNames } = useModel().recommender.catalogue;
  const named = <Name extends string>(names: Readonly<Record<Name, string>>) =>
    Object.entries<string>(names) as [Name, string][];
  const lengths = {
    all: LENGTH_NAMES.all(),
    short: LENGTH_NAMES.short(cuts.shortUpTo),
    long: LENGTH_NAMES.long(cuts.shortUpTo),
  };
  const genres: [string, string][] = cuts.tags.map(({ tag, readers }) => [
    String(tag),
    BROWSER_TEXT.genreOption(tagNames[tag], readers),
  ]);
  return (
    <div className="slices">
      <Choice label={BROWSER_TEXT.order} value={order} options={named(ORDER_NAMES)} onChange={onOrder} />
      <Choice
        label={BROWSER_TEXT.length}
        value={slice.length}
        options={named(lengths)}
        onChange={(length) => onSlice({ ...slice, length })}
      />
      <Choice
        label={BROWSER_TEXT.taste}
        value={slice.taste}
        options={named(TASTE_NAMES)}
        onChange={(taste) => onSlice({ ...slice, taste })}
      />
      <Choice
        label={BROWSER_TEXT.genre}
        value={slice.tag === null ? '' : String(slice.tag)}
        options={[['', BROWSER_TEXT.anyGenre], ...genres]}
        onChange={(tag) => onSlice({ ...slice, tag: tag === '' ? null : Number(tag) })}
      />
      <details className="slices-note">
        <summary>{BROWSER_TEXT.sliceTitle}</summary>
        <p className="panel-note">{BROWSER_TEXT.sliceNote}</p>
      </details>
    </div>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly (readonly [Value, string])[];
  readonly onChange: (value: Value) => void;
}

function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  const id = useId();
  return (
    <div className="choice">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={(event) => {
          const picked = options.find(([option]) => option === event.target.value);
          if (picked) onChange(picked[0]);
        }}
      >
        {options.map(([option, name]) => (
          <option key={option} value={option}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
