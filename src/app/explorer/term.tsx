import { useEffect, useId, useRef, useState } from 'react';
import type { CSSProperties, KeyboardEvent, ReactNode, RefObject } from 'react';
import type { FigureText } from '../text/en/explorer/figures.ts';
import { useExplorerText } from './explorer-text.ts';

/** Widest explanation, and its distance from the edge of the page, px. */
const WIDTH = 320;
const MARGIN = 12;

interface TermProps {
  /** Names the place in the method. */
  readonly term: string;
  readonly text: FigureText;
  /** What stands there; default: the name of the figure. */
  readonly children?: ReactNode;
}

/** The name of a figure, which tells what it means when it is pointed at or has the focus, and leads to the method. */
export function Term({ term, text, children }: TermProps) {
  const explanation = useExplanation();
  return (
    <span className="term" {...explanation.region}>
      <TermName term={term} text={text} explanation={explanation}>
        {children}
      </TermName>
    </span>
  );
}

interface TermHeadsProps<Name extends string> {
  /** What stands over each column. */
  readonly columns: readonly string[];
  /** The figure that explains each column; null: plain words. */
  readonly terms: readonly (Name | null)[];
  readonly texts: Readonly<Record<Name, FigureText>>;
}

/** The heads of a table of figures. */
export function TermHeads<Name extends string>({ columns, terms, texts }: TermHeadsProps<Name>) {
  return (
    <tr>
      {columns.map((column, at) => {
        const term = terms[at];
        return (
          <th key={column} scope="col">
            {term ? (
              <Term term={term} text={texts[term]}>
                {column}
              </Term>
            ) : (
              column
            )}
          </th>
        );
      })}
    </tr>
  );
}

interface TermNameProps extends TermProps {
  readonly explanation: Explanation;
}

/** The same, where more than the name shall tell: `explanation.region` goes on what surrounds it. */
export function TermName({ term, text, children, explanation }: TermNameProps) {
  const id = useId();
  const { button, place, tell, hide } = explanation;
  const hideOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !place) return;
    // Escape takes the explanation away first, the explorer second.
    event.preventDefault();
    hide();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className="figure-name"
        aria-describedby={id}
        onFocus={tell}
        onBlur={hide}
        onKeyDown={hideOnEscape}
        onClick={() => openMethod(term)}
      >
        {children ?? text.name}
      </button>
      <span id={id} role="tooltip" className="figure-meaning" hidden={!place} style={place ?? undefined}>
        {text.meaning}
      </span>
    </>
  );
}

export interface Explanation {
  readonly button: RefObject<HTMLButtonElement | null>;
  /** Where it stands; null while it is not told. */
  readonly place: CSSProperties | null;
  readonly region: { readonly onPointerEnter: () => void; readonly onPointerLeave: () => void };
  tell(): void;
  hide(): void;
}

export function useExplanation(): Explanation {
  const button = useRef<HTMLButtonElement>(null);
  const [place, setPlace] = useState<CSSProperties | null>(null);
  const hide = () => setPlace(null);
  const tell = () => setPlace(button.current && placeBelow(button.current.getBoundingClientRect()));
  const told = place !== null;
  useEffect(() => {
    if (!told) return undefined;
    // It stands on the page, not in what scrolls below it.
    const follow = () => setPlace(button.current && placeBelow(button.current.getBoundingClientRect()));
    window.addEventListener('scroll', follow, { capture: true });
    return () => window.removeEventListener('scroll', follow, { capture: true });
  }, [told]);
  return { button, place, region: { onPointerEnter: tell, onPointerLeave: hide }, tell, hide };
}

function placeBelow({ left, bottom }: DOMRect): CSSProperties {
  const width = Math.min(WIDTH, window.innerWidth - 2 * MARGIN);
  const rightmost = window.innerWidth - width - MARGIN;
  return { top: bottom, left: Math.max(MARGIN, Math.min(left, rightmost)), width };
}

/** How the figures of one part of the explorer are worked out, folded away until one of them is pressed. */
export function Method({ terms }: { readonly terms: Readonly<Record<string, FigureText>> }) {
  const { figures } = useExplorerText();
  return (
    <details className="method">
      <summary>{figures.method}</summary>
      <dl>
        {Object.entries(terms).map(([term, { name, meaning, method }]) => (
          <div key={term} id={idOf(term)} tabIndex={-1}>
            <dt>{name}</dt>
            <dd>
              {meaning} {method}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

const idOf = (term: string) => `method-${term}`;

function openMethod(term: string): void {
  const entry = document.getElementById(idOf(term));
  const method = entry?.closest('details');
  if (!entry || !method) return;
  method.open = true;
  entry.focus({ preventScroll: true });
  entry.scrollIntoView({ block: 'center' });
}
