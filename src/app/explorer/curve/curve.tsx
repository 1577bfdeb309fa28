import { useEffect, useId, useState } from 'react';
import { useApp, useModel } from '../../store/react.tsx';
import type { Manifest } from '../../types.ts';
import { CurveChart } from './curve-chart.tsx';
import { loadCurve, sliceCurve } from './curve-data.ts';
import type { Curve } from './curve-data.ts';
import { CurveTable } from './curve-table.tsx';
import { CURVE_TEXT } from './curve.text.ts';

type Length = Manifest['quality'][number]['history'];

const LENGTHS: readonly Length[] = ['5', '10', '20', '80%'];

/** Quality against bytes with peers and intervals, by history length, and where the shipped model stands. */
export function CurveView() {
  const curve = useCurve();
  if (curve === null || curve === 'failed') {
    return <p className="explorer-loading">{curve ? CURVE_TEXT.failed : CURVE_TEXT.loading}</p>;
  }
  return <LoadedCurve curve={curve} />;
}

function LoadedCurve({ curve }: { readonly curve: Curve }) {
  const { manifest } = useModel().recommender;
  const [length, setLength] = useState<Length>('5');
  const slice = sliceCurve(curve, length, manifest);
  const teacher = slice.points.find(({ role }) => role === 'teacher');
  return (
    <section className="curve" aria-labelledby="curve-heading">
      <h3 id="curve-heading">{CURVE_TEXT.heading}</h3>
      <p>{CURVE_TEXT.intro}</p>
      <LengthChoice length={length} onLength={setLength} />
      <CurveChart slice={slice} />
      {teacher && teacher.bytes !== manifest.teacher.bytes && (
        <p className="panel-note">{CURVE_TEXT.otherTeacher(teacher.bytes, manifest.teacher.bytes)}</p>
      )}
      <CurveTable slice={slice} />
      <p className="panel-note">
        {CURVE_TEXT.reproduce} <code>{curve.command}</code>
      </p>
    </section>
  );
}

interface LengthChoiceProps {
  readonly length: Length;
  readonly onLength: (length: Length) => void;
}

function LengthChoice({ length, onLength }: LengthChoiceProps) {
  const name = useId();
  return (
    <fieldset className="against">
      <legend>{CURVE_TEXT.history}</legend>
      {LENGTHS.map((choice) => (
        <label key={choice}>
          <input type="radio" name={name} checked={choice === length} onChange={() => onLength(choice)} />
          {CURVE_TEXT.lengths[choice]}
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
