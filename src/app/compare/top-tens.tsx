import { Icon } from '../icons.tsx';
import { useModel, useText } from '../store/react.tsx';
import type { ComparedItem, Comparison, Movement } from '../store/comparison.ts';
import { languageOf } from '../text/language-of.ts';
import { describeMovement } from '../text/movement.ts';

/** Height of one rank, px: the threads between the lists are drawn from it. */
const ROW = 52;
const THREADS = 26;

/** Both lists side by side, a thread from each item's place here to its place there. */
export function TopTens({ comparison: { teacher, student } }: { readonly comparison: Comparison }) {
  const { compare } = useText();
  return (
    <>
      <div className="tens">
        <section aria-labelledby="teacher-ten">
          <h3 id="teacher-ten">{compare.teacher}</h3>
          <ol className="ten" aria-labelledby="teacher-ten">
            {teacher.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </ol>
        </section>
        <Threads teacher={teacher} student={student} />
        <section aria-labelledby="student-ten">
          <h3 id="student-ten">{compare.student}</h3>
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
        {compare.legend}
      </p>
    </>
  );
}

function Entry({ entry, movement }: { readonly entry: ComparedItem; readonly movement?: Movement }) {
  const { compare } = useText();
  const { title } = useModel().library.item(entry.id);
  return (
    <li className={entry.heldOut ? 'entry entry-hit' : 'entry'} style={{ height: ROW }}>
      <span className="entry-rank" aria-hidden="true">
        {entry.rank}
      </span>
      <span className="entry-title" title={title} lang={languageOf(title)}>
        {title}
      </span>
      <span className="entry-marks">
        {entry.heldOut && (
          <span className="hit">
            <Icon name="check" />
            <span className="visually-hidden"> {compare.heldOut}</span>
          </span>
        )}
        {movement && <MovementMark movement={movement} />}
      </span>
    </li>
  );
}

function MovementMark({ movement }: { readonly movement: Movement }) {
  const { sign, spoken } = describeMovement(useText(), movement);
  return (
    <span className={`movement movement-${movement.kind}`}>
      <span aria-hidden="true">{sign}</span>
      <span className="visually-hidden">{spoken}</span>
    </span>
  );
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
