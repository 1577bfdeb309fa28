import { useCallback, useId, useMemo, useState } from 'react';
import { useModel, useText } from '../../store/react.tsx';
import type { ExplorerText, Text } from '../../text/text.ts';
import { languageOf } from '../../text/language-of.ts';
import { Chart } from '../chart.tsx';
import type { Plot } from '../chart.tsx';
import { effectiveCount, klDivergence, temper } from '../distribution.ts';
import type { SharedView } from '../explorer-state.ts';
import { useExplorerText } from '../explorer-text.ts';

/** The slider moves by quarters of a doubling, from a quarter to eight. */
const SLIDER = { min: -2, max: 3, step: 0.25 } as const;

/** The teacher's soft labels at another temperature, beside the student's probabilities of the same items. */
export function Temperature({ shared }: { readonly shared: SharedView | null }) {
  const { temperature } = useExplorerText();
  return (
    <section aria-labelledby="temperature-heading" className="temperature">
      <h3 id="temperature-heading">{temperature.heading}</h3>
      <p>{temperature.intro}</p>
      {shared ? <Tempered shared={shared} /> : <p className="panel-note">{temperature.waiting}</p>}
    </section>
  );
}

/** One item of the teacher's list, and how likely each model holds it among them. */
interface Row {
  readonly item: number;
  readonly title: string;
  readonly teacher: number;
  readonly student: number;
}

function Tempered({ shared: { user, studentOnTeachers } }: { readonly shared: SharedView }) {
  const { library } = useModel();
  const text = useText();
  const { temperature: words } = useExplorerText();
  const [power, setPower] = useState(0);
  const temperature = 2 ** power;
  const { items, probabilities } = user.teacher;
  const rows = useMemo((): Row[] => {
    const tempered = temper(probabilities, temperature);
    return items.map((item, at) => ({
      item,
      title: library.at(item).title,
      teacher: tempered[at],
      student: studentOnTeachers[at],
    }));
  }, [items, probabilities, temperature, library, studentOnTeachers]);
  const draw = useCallback(
    (plot: Plot, width: number) => drawRows(plot, width, rows, words, text),
    [rows, words, text],
  );
  const teachers = rows.map(({ teacher }) => teacher);
  return (
    <>
      <Slider power={power} onPower={setPower} />
      <p role="status">
        {words.summary(
          effectiveCount(teachers),
          effectiveCount(studentOnTeachers),
          klDivergence(teachers, studentOnTeachers),
        )}
      </p>
      <Chart label={words.chart(rows.length)} draw={draw} />
      <p className="panel-note">{words.note}</p>
      <details>
        <summary>{words.table}</summary>
        <Figures rows={rows} />
      </details>
    </>
  );
}

interface SliderProps {
  /** log₂ of the temperature. */
  readonly power: number;
  readonly onPower: (power: number) => void;
}

function Slider({ power, onPower }: SliderProps) {
  const id = useId();
  const { temperature: words } = useExplorerText();
  const value = words.value(2 ** power);
  return (
    <div className="temperature-slider">
      <label htmlFor={id}>{words.slider}</label>
      <input
        id={id}
        type="range"
        {...SLIDER}
        value={power}
        aria-valuetext={value}
        onChange={(event) => onPower(Number(event.target.value))}
      />
      <output htmlFor={id}>{value}</output>
      <button type="button" className="quiet-button" disabled={power === 0} onClick={() => onPower(0)}>
        {words.reset}
      </button>
    </div>
  );
}

function Figures({ rows }: { readonly rows: readonly Row[] }) {
  const { compare, format } = useText();
  const { temperature: words } = useExplorerText();
  return (
    <table>
      <caption className="visually-hidden">{words.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{words.item}</th>
          <th scope="col">{compare.teacher}</th>
          <th scope="col">{compare.student}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ item, title, teacher, student }) => (
          <tr key={item}>
            <th scope="row" lang={languageOf(title)}>
              {title}
            </th>
            <td>{format.probability(teacher)}</td>
            <td>{format.probability(student)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A row an item: a square for the teacher, a circle for the student, a line between. */
function drawRows(
  plot: Plot,
  width: number,
  rows: readonly Row[],
  words: ExplorerText['temperature'],
  { compare, format }: Text,
): ReturnType<Plot['plot']> {
  const titles = new Map(rows.map(({ item, title }) => [item, title]));
  const room = Math.min(220, width * 0.38);
  const models = [compare.teacher, compare.student];
  const dots = rows.flatMap(({ item, teacher, student }) => [
    { item, share: teacher, model: models[0] },
    { item, share: student, model: models[1] },
  ]);
  const shorten = (text: string) => {
    const most = Math.floor(room / 7);
    return text.length > most ? `${text.slice(0, most - 1)}…` : text;
  };
  return plot.plot({
    className: 'plot',
    width,
    height: 60 + 20 * rows.length,
    marginLeft: room,
    marginBottom: 44,
    x: {
      label: words.axis,
      tickFormat: format.probability,
      grid: true,
      zero: true,
      ticks: width / 110,
    },
    y: {
      domain: rows.map(({ item }) => item),
      tickFormat: (item: number) => shorten(titles.get(item) ?? ''),
      label: null,
      tickSize: 0,
    },
    symbol: { domain: models, range: ['square', 'circle'], legend: true },
    color: { domain: models, range: ['var(--amber-ink)', 'var(--rose)'] },
    marks: [
      plot.ruleY(rows, { y: 'item', x1: 'teacher', x2: 'student', stroke: 'var(--line-strong)' }),
      plot.dot(dots, { y: 'item', x: 'share', symbol: 'model', stroke: 'model', fill: 'model', r: 4.5 }),
    ],
  });
}
