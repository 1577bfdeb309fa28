import { Icon } from '../icons.tsx';
import { useModel } from '../store/react.tsx';
import type { ComparedItem, Comparison, Movement } from '../store/comparison.ts';

/** Height of one rank, px: the threads between the lists are drawn from it. */
const ROW = 52;
const THREADS = 26;

/** Both lists side by side, a thread from each item's place here to its place there. */
export function TopTens({ comparison: { teacher, student } }: { readonly comparison: Comparison }) {
  return (
    <>
      <div className="tens">
        <section aria-labelledby="teacher-ten">
          <h3 id="teacher-ten">Teacher</h3>
          <ol className="ten" aria-labelledby="teacher-ten">
            {teacher.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </ol>
        </section>
        <Threads teacher={teacher} student={student} />
        <section aria-labelledby="student-ten">
          <h3 id="student-ten">Student</h3>
          <ol className="ten" aria-labelledby="student-ten">
            {student.map((entry) => (
              <Entry key={entry.id} entry={entry} movement={entry.movement} />
            ))}
          </ol>
        </section>
      </div>
      <p className="panel-note tens-legend">
        <span className="hit">
          <Icon name="check" />
        </span>{' '}
        held out: this reader did like it, and neither model was told. ▲ ▼ places above or below the
        teacher’s; new: not in the teacher’s ten.
      </p>
    </>
  );
}

function Entry({ entry, movement }: { readonly entry: ComparedItem; readonly movement?: Movement }) {
  const { title } = useModel().library.item(entry.id);
  return (
    <li className={entry.heldOut ? 'entry entry-hit' : 'entry'} style={{ height: ROW }}>
      <span className="entry-rank" aria-hidden="true">
        {entry.rank}
      </span>
      <span className="entry-title" title={title}>
        {title}
      </span>
      <span className="entry-marks">
        {entry.heldOut && (
          <span className="hit">
            <Icon name="check" />
            <span className="visually-hidden"> held out</span>
          </span>
        )}
        {movement && <MovementMark movement={movement} />}
      </span>
    </li>
  );
}

function MovementMark({ movement }: { readonly movement: Movement }) {
  const { sign, spoken } = describeMovement(movement);
  return (
    <span className={`movement movement-${movement.kind}`}>
      <span aria-hidden="true">{sign}</span>
      <span className="visually-hidden">{spoken}</span>
    </span>
  );
}

function describeMovement(movement: Movement): { sign: string; spoken: string } {
  switch (movement.kind) {
    case 'same':
      return { sign: '=', spoken: 'same place' };
    case 'new':
      return { sign: 'new', spoken: 'new' };
    case 'up':
      return { sign: `▲${movement.by}`, spoken: `up ${movement.by}` };
    case 'down':
      return { sign: `▼${movement.by}`, spoken: `down ${movement.by}` };
  }
}

function Threads({ teacher, student }: Pick<Comparison, 'teacher' | 'student'>) {
  const height = ROW * Math.max(teacher.length, student.length);
  const middle = (rank: number) => (rank - 0.5) * ROW;
  return (
    <svg
      className="threads"
      viewBox={`0 0 ${THREADS} ${height}`}
      width={THREADS}
      height={height}
      aria-hidden="true"
    >
      {student.map(({ id, rank, heldOut }) => {
        const from = teacher.find((entry) => entry.id === id);
        if (!from) return null;
        const [start, end] = [middle(from.rank), middle(rank)];
        const bend = THREADS / 2;
        const path = `M0 ${start}C${bend} ${start} ${bend} ${end} ${THREADS} ${end}`;
        return <path key={id} d={path} className={heldOut ? 'thread thread-hit' : 'thread'} />;
      })}
    </svg>
  );
}
