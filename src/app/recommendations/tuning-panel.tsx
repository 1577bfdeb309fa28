import { useActions, useApp, useModel } from '../store/react.tsx';
import type { TuningPart } from '../store/tuning.ts';
import { bentParts } from '../store/tuning.ts';
import { CreatorField } from './creator-field.tsx';
import { Slider } from './slider.tsx';
import { words } from './words.ts';
import { YearField } from './year-field.tsx';
import './tuning.css';

/** Filters and sliders over the list; each says how much of the pure top 20 it leaves. */
export function TuningPanel() {
  const tuning = useApp((state) => state.tuning);
  const { tune, resetTuning } = useActions();
  const bent = bentParts(tuning);
  return (
    <details className="tuning">
      <summary className="tuning-summary">
        {words.tune} <WholeCost />
      </summary>
      <div className="tuning-parts">
        <Filters />
        <Slider
          label={words.diversity}
          ends={words.diversityEnds}
          least={0}
          value={tuning.diversity}
          onChange={(diversity) => tune({ diversity })}
        >
          <Cost part="diversity" />
        </Slider>
        <Slider
          label={words.popularity}
          ends={words.popularityEnds}
          least={-1}
          value={tuning.popularity}
          onChange={(popularity) => tune({ popularity })}
        >
          <Cost part="popularity" />
        </Slider>
      </div>
      <button
        type="button"
        className="quiet-button"
        // A disabled button would lose the focus on its own press.
        aria-disabled={bent.length === 0}
        onClick={() => bent.length > 0 && resetTuning()}
      >
        {words.reset}
      </button>
    </details>
  );
}

function Filters() {
  const tag = useApp((state) => state.tuning.tag);
  const { facets } = useModel().library;
  const { tune } = useActions();
  return (
    <fieldset className="tuning-part tuning-filters">
      <legend>{words.filters}</legend>
      <label className="tuning-field">
        {words.tag}
        <select value={tag ?? ''} onChange={({ target }) => tune({ tag: target.value || null })}>
          <option value="">{words.anyTag}</option>
          {facets.tags.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      {facets.creators.length > 0 && <CreatorField />}
      {facets.years && (
        <>
          <YearField field="yearFrom" label={words.yearFrom} range={facets.years} />
          <YearField field="yearTo" label={words.yearTo} range={facets.years} />
        </>
      )}
      <Cost part="filter" />
    </fieldset>
  );
}

/** What one part alone costs. */
function Cost({ part }: { readonly part: TuningPart }) {
  const fidelity = useApp((state) => state.fidelity);
  const kept = fidelity?.alone[part];
  return (
    <output className="tuning-cost">
      {fidelity && kept !== undefined ? words.kept(kept, fidelity.depth) : ''}
    </output>
  );
}

function WholeCost() {
  const fidelity = useApp((state) => state.fidelity);
  const pure = useApp(({ tuning }) => bentParts(tuning).length === 0);
  if (pure) return <span className="tuning-whole">{words.pure}</span>;
  if (!fidelity) return null;
  return <span className="tuning-whole">{words.kept(fidelity.kept, fidelity.depth)}</span>;
}
