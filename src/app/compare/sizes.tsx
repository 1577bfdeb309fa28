import type { ReactNode } from 'react';
import { useApp, useModel, useText } from '../store/react.tsx';
import { Sentence } from '../text/sentence.tsx';

/** Bytes of both, to scale, and how fast the small one answers here. */
export function Sizes() {
  const { manifest } = useModel().recommender;
  const { compare } = useText();
  const teacher = manifest.teacher.bytes;
  const student = manifest.files['student.safetensors'].bytes;
  return (
    <div className="sizes">
      <p className="sizes-ratio">
        <Sentence
          parts={compare.smaller<ReactNode>(
            <strong>{compare.ratio(teacher / Math.max(1, student))}</strong>,
            compare.teacherName(manifest.teacher.name),
            manifest.counts.items,
            manifest.itemNoun,
          )}
        />
      </p>
      <dl className="sizes-bars">
        <Bar name={compare.teacher} bytes={teacher} share={1} kind="teacher" />
        <Bar name={compare.student} bytes={student} share={student / Math.max(1, teacher)} kind="student" />
      </dl>
      <p className="panel-note sizes-answer">
        <LastAnswer />
      </p>
    </div>
  );
}

/** What the answer took by itself and, where that is later, when the page had it. */
function LastAnswer() {
  const { thread } = useModel().recommender;
  const { compare, format } = useText();
  const inference = useApp((state) => state.lastInference);
  if (!inference) return null;
  const [time, there] = [inference.computed, inference.elapsed].map(format.milliseconds);
  const isLater = inference.elapsed > inference.computed && there !== time;
  return (
    <Sentence
      parts={compare.answer<ReactNode>(
        <strong>{time}</strong>,
        compare.backends[inference.backend],
        thread === 'worker',
        isLater ? there! : null,
      )}
    />
  );
}

interface BarProps {
  readonly name: string;
  readonly bytes: number;
  /** Of the largest bar. */
  readonly share: number;
  readonly kind: 'teacher' | 'student';
}

function Bar({ name, bytes, share, kind }: BarProps) {
  const { format } = useText();
  return (
    <div className="size">
      <dt>{name}</dt>
      <dd>
        <span className={`size-bar size-bar-${kind}`} style={{ width: `${Math.min(1, share) * 100}%` }} />
        <span className="size-bytes">{format.bytes(bytes)}</span>
      </dd>
    </div>
  );
}
