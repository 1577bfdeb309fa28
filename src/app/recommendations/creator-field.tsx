import { useId, useMemo, useState } from 'react';
import { normalise } from '../search/normalise.ts';
import { useActions, useApp, useModel, useText } from '../store/react.tsx';

/** Names offered while typing. */
const OFFERED = 12;

/** Whom the list is narrowed to: known names are offered while one types. */
export function CreatorField() {
  const creator = useApp((state) => state.tuning.creator);
  const { library } = useModel();
  const { tuning } = useText();
  const { tune } = useActions();
  const [draft, setDraft] = useState<string | null>(null);
  const id = useId();
  const offered = useMemo(() => matching(library.facets.creators, draft ?? ''), [library, draft]);
  const unknown = draft !== null && draft.trim() !== '' && offered.length === 0;
  const type = (text: string) => {
    const chosen = text.trim() === '' ? null : text;
    const known = chosen === null || library.hasCreator(chosen);
    setDraft(known ? null : text);
    if (known) tune({ creator: chosen });
  };
  return (
    <label className="tuning-field">
      {tuning.creator}
      <input
        type="text"
        list={`${id}-names`}
        autoComplete="off"
        placeholder={tuning.creatorHint}
        value={draft ?? creator ?? ''}
        aria-describedby={`${id}-unknown`}
        onChange={({ target }) => type(target.value)}
        onBlur={() => setDraft(null)}
      />
      <datalist id={`${id}-names`}>
        {offered.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </datalist>
      <span id={`${id}-unknown`} className="tuning-hint">
        {unknown ? tuning.unknownCreator : ''}
      </span>
    </label>
  );
}

/** Names that hold what is typed at the beginning of a word, those of the most liked items first. */
function matching(names: readonly string[], typed: string): string[] {
  const wanted = normalise(typed);
  if (wanted === '') return names.slice(0, OFFERED);
  const found: string[] = [];
  for (const name of names) {
    if (found.length === OFFERED) break;
    if (` ${normalise(name)}`.includes(` ${wanted}`)) found.push(name);
  }
  return found;
}
