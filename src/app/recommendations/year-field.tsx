import { useState } from 'react';
import { useActions, useApp } from '../store/react.tsx';

interface YearFieldProps {
  readonly field: 'yearFrom' | 'yearTo';
  readonly label: string;
  /** First and last year of the catalogue. */
  readonly range: readonly [first: number, last: number];
}

/** One end of the range of years; taken over on leaving the field or Enter, as 19 is on the way to 1984. */
export function YearField({ field, label, range }: YearFieldProps) {
  const year = useApp((state) => state.tuning[field]);
  const { tune } = useActions();
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    if (draft === null) return;
    const typed = draft.trim() === '' ? null : Number(draft);
    if (typed === null || Number.isInteger(typed)) tune({ [field]: typed });
    setDraft(null);
  };
  return (
    <label className="tuning-field tuning-year">
      {label}
      <input
        type="number"
        min={range[0]}
        max={range[1]}
        placeholder={String(field === 'yearFrom' ? range[0] : range[1])}
        value={draft ?? year ?? ''}
        onChange={({ target }) => setDraft(target.value)}
        onBlur={commit}
        onKeyDown={({ key }) => key === 'Enter' && commit()}
      />
    </label>
  );
}
