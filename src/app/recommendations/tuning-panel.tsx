import { useActions, useApp, useModel, useText } from '../store/react.tsx';
import type { TuningPart } from '../store/tuning.ts';
import { bentParts } from '../store/tuning.ts';
import { CreatorField } from './creator-field.tsx';
import { Slider } from './slider.tsx';
import { TagField } from './tag-field.tsx';
import { YearField } from './year-field.tsx';
import './tuning.css';

/** Filters and sliders over the list; each says how much of the pure top 20 it leaves. */
export function TuningPanel() {
  const tuning = useApp((state) => state.tuning);
  const { tuning: text } = useText();
  const { tune, resetTuning } = useActions();
  const bent = bentParts(tuning);
  return (
    <details className="tuning">
      <summary className="tuning-summary">
        {text.heading} <WholeCost />
      </summary>
      <div className="tuning-parts">
        <Filters />
        <Slider
          label={text.diversity}
          ends={text.diversityEnds}
          least={0}
          value={tuning.diversity}
          onChange={(diversity) => tune({ diversity })}
        >
          <Cost part="diversity" />
        </Slider>
        <Slider
          label={text.popularity}
          ends={text.popularityEnds}
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
        {text.reset}
      </button>
    </details>
  );
}

function Filters() {
  const { facets } = useModel().library;
  const { tuning: text } = useText();
  return (
    <fieldset className="tuning-part tuning-filters">
      <legend>{text.filters}</legend>
      <TagField />
      {facets.creators.length > 0 && <CreatorField />}
      {facets.years && (
        <div className="tuning-years">
          <YearField field="yearFrom" label={text.yearFrom} range={facets.years} />
          <YearField field="yearTo" label={text.yearTo} range={facets.years} />
        </div>
      )}
      <Cost part="filter" />
    </fieldset>
  );
}

/** What one part alone costs. */
function Cost({ part }: { readonly part: TuningPart }) {
  const fidelity = useApp((state) => state.fidelity);
  const { tuning } = useText();
  const kept = fidelity?.alone[part];
  return (
    <output className="tuning-cost">
      {fidelity && kept !== undefined ? tuning.kept(kept, fidelity.depth) : ''}
    </output>
  );
}

function WholeCost() {
  const fidelity = useApp((state) => state.fidelity);
  const pure = useApp(({ tuning }) => bentParts(tuning).length === 0);
  const { tuning: text } = useText();
  if (pure) return <span className="tuning-whole">{text.pure}</span>;
  if (!fidelity) return null;
  return <span className="tuning-whole">{text.kept(fidelity.kept, fidelity.depth)}</span>;
}
