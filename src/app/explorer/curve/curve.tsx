import { useEffect, useId, useState } from 'react';
import { useApp, useModel } from '../../store/react.tsx';
import { QUALITY_LENGTHS } from '../../compare/quality-rows.ts';
import type { QualityLength } from '../../compare/quality-rows.ts';
import { useExplorerText } from '../explorer-text.ts';
import { Method } from '../term.tsx';
import { CurveChart } from './curve-chart.tsx';
import { loadCurve, sliceCurve } from './curve-data.ts';
import type { Curve } from './curve-data.ts';
import { CurveTable } from './curve-table.tsx';

/** Quality against bytes with peers and intervals, by history length, and where the shipped model stands. */
export function CurveView() {
  const { curve: text } = useExplorerText();
  const curve = useCurve();
  if (curve === null || curve === 'failed') {
    return <p className="explorer-loading">{curve ? text.failed : text.loading}</p>;
  }
  return <LoadedCurve curve={curve} />;
}

function LoadedCurve({ curve }: { readonly curve: Curve }) {
  const { curve: text, figures } = useExplorerText();
  const { manifest } = useModel().recommender;
  const [length, setLength] = useState<QualityLength>('5');
  const slice = sliceCurve(curve, length, manifest);
  const teacher = slice.points.find(({ role }) => role === 'teacher');
  return (
    <section className="curve" aria-labelledby="curve-heading">
      <h3 id="curve-heading">{text.heading}</h3>
      <p>{text.intro}</p>
      <LengthChoice length={length} onLength={setLength} />
      <CurveChart slice={slice} />
      {teacher && teacher.bytes !== manifest.teacher.bytes && (
        <p className="panel-note">{text.otherTeacher(teacher.bytes, manifest.teacher.bytes)}</p>
      )}
      <CurveTable slice={slice} />
      <p className="panel-note">
        {text.reproduce} <code>{curve.command}</code>
      </p>
      <Method terms={figures.curve} />
    </section>
  );
}

interface LengthChoiceProps {
  readonly length: QualityLength;
  readonly onLength: (length: QualityLength) => void;
}

function LengthChoice({ length, onLength }: LengthChoiceProps) {
  const { curve: text } = useExplorerText();
  const name = useId();
  return (
    <fieldset className="against">
      <legend>{text.history}</legend>
      {QUALITY_LENGTHS.map((choice) => (
        <label key={choice}>
          <input type="radio" name={name} checked={choice === length} onChange={() => onLength(choice)} />
          {text.lengths[choice]}
        </label>
      ))}
    </fieldset>
  );
}

/** null while it is on its way. */
function useCurve(): Curve | 'failed' | null {
  const model = useApp((state) => state.model);
  const [curve, setCurve] = useState<Curve | 'failed' | null>(null);
  useEffect(() => {
    let left = false;
    const take = (found: Curve | 'failed') => {
      if (!left) setCurve(found);
    };
    loadCurve(model).then(take, () => take('failed'));
    return () => {
      left = true;
    };
  }, [model]);
  return curve;
}
