import { formatBytes, formatCount, formatMilliseconds } from '../format-text.ts';
import { useApp, useModel } from '../store/react.tsx';

/** Bytes of both, to scale, and how fast the small one answers here. */
export function Sizes() {
  const { manifest, thread } = useModel().recommender;
  const inference = useApp((state) => state.lastInference);
  const teacher = manifest.teacher.bytes;
  const student = manifest.files['student.safetensors'].bytes;
  return (
    <div className="sizes">
      <p className="sizes-ratio">
        <strong>{`${ratioOf(teacher, student)}×`}</strong> smaller: the student on this device learned from{' '}
        {manifest.teacher.name} and scores {formatCount(manifest.counts.items)} {manifest.itemNoun.many}.
      </p>
      <dl className="sizes-bars">
        <Bar name="Teacher" bytes={teacher} share={1} kind="teacher" />
        <Bar name="Student" bytes={student} share={student / Math.max(1, teacher)} kind="student" />
      </dl>
      <p className="panel-note sizes-answer">
        {inference && (
          <>
            Last answer: <strong>{formatMilliseconds(inference.elapsed)}</strong> on{' '}
            {BACKENDS[inference.backend]}
            {thread === 'worker' && ' in a worker'}
          </>
        )}
      </p>
    </div>
  );
}

const BACKENDS = { webgl: 'WebGL', wasm: 'WebAssembly', plain: 'plain JavaScript' } as const;

interface BarProps {
  readonly name: string;
  readonly bytes: number;
  /** Of the largest bar. */
  readonly share: number;
  readonly kind: 'teacher' | 'student';
}

function Bar({ name, bytes, share, kind }: BarProps) {
  return (
    <div className="size">
      <dt>{name}</dt>
      <dd>
        <span className={`size-bar size-bar-${kind}`} style={{ width: `${Math.min(1, share) * 100}%` }} />
        <span className="size-bytes">{formatBytes(bytes)}</span>
      </dd>
    </div>
  );
}

function ratioOf(teacher: number, student: number): string {
  const ratio = teacher / Math.max(1, student);
  return ratio < 10 ? ratio.toFixed(1) : formatCount(Math.round(ratio));
}
