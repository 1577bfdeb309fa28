import { useId } from 'react';
import { useActions, useModel, useText } from '../store/react.tsx';
import type { Samples } from '../types.ts';

interface ReaderPickerProps {
  readonly samples: Samples;
  readonly picked: number;
}

/** Chooses the sample user that both models recommend for. */
export function ReaderPicker({ samples, picked }: ReaderPickerProps) {
  const { pickSample } = useActions();
  const { compare } = useText();
  const { itemNoun } = useModel().recommender.manifest;
  const id = useId();
  const next = (picked + 1) % samples.users.length;
  if (samples.users.length === 0) return <p className="panel-note">{compare.none}</p>;
  return (
    <div className="picker">
      <label htmlFor={id} className="picker-label">
        {compare.pick}
      </label>
      <div className="picker-row">
        <select id={id} value={picked} onChange={(event) => void pickSample(Number(event.target.value))}>
          {samples.users.map(({ id: user, history }, at) => (
            <option key={user} value={at}>
              {compare.user(user, history.length, itemNoun)}
            </option>
          ))}
        </select>
        <button type="button" className="quiet-button" onClick={() => void pickSample(next)}>
          {compare.next}
        </button>
      </div>
      <p className="panel-note">{compare.source(samples.source)}</p>
    </div>
  );
}
