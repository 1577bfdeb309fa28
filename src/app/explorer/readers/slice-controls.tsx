import { useId } from 'react';
import { useModel, useText } from '../../store/react.tsx';
import { useExplorerText } from '../explorer-text.ts';
import { LEANING } from '../slices.ts';
import type { Cuts, Order, Slice } from '../slices.ts';

interface SliceControlsProps {
  readonly slice: Slice;
  readonly cuts: Cuts;
  readonly order: Order;
  readonly onSlice: (slice: Slice) => void;
  readonly onOrder: (order: Order) => void;
}

/** Which sample users are shown, and in which order. */
export function SliceControls({ slice, cuts, order, onSlice, onOrder }: SliceControlsProps) {
  const { tag: tagName } = useText();
  const { readers: text } = useExplorerText();
  const { tagNames } = useModel().recommender.catalogue;
  const named = <Name extends string>(names: Readonly<Record<Name, string>>) =>
    Object.entries<string>(names) as [Name, string][];
  const lengths = {
    all: text.lengths.all(),
    short: text.lengths.short(cuts.shortUpTo),
    long: text.lengths.long(cuts.shortUpTo),
  };
  const genres: [string, string][] = cuts.tags.map(({ tag, readers }) => [
    String(tag),
    text.genreOption(tagName(tagNames[tag]), readers),
  ]);
  return (
    <div className="slices">
      <Choice label={text.order} value={order} options={named(text.orders)} onChange={onOrder} />
      <Choice
        label={text.length}
        value={slice.length}
        options={named(lengths)}
        onChange={(length) => onSlice({ ...slice, length })}
      />
      <Choice
        label={text.taste}
        value={slice.taste}
        options={named(text.tastes)}
        onChange={(taste) => onSlice({ ...slice, taste })}
      />
      <Choice
        label={text.genre}
        value={slice.tag === null ? '' : String(slice.tag)}
        options={[['', text.anyGenre], ...genres]}
        onChange={(tag) => onSlice({ ...slice, tag: tag === '' ? null : Number(tag) })}
      />
      <details className="slices-note">
        <summary>{text.sliceTitle}</summary>
        <p className="panel-note">{text.sliceNote(LEANING)}</p>
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
