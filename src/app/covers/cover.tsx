import { memo } from 'react';
import { fitText } from './fit-text.ts';
import { COVER, planCover } from './layout.ts';
import type { CoverPlan } from './layout.ts';
import { DRAWINGS } from './motifs.tsx';
import { createDice } from './seed.ts';
import type { Item } from '../types.ts';
import './cover.css';

/**
 * A cover drawn from title, creator and year alone: nothing is downloaded. It is decoration: whoever shows
 * it shows the title as text, so assistive technology is not told twice.
 */
export const Cover = memo(function Cover({ item }: { readonly item: Item }) {
  const plan = planCover(item);
  const { palette, motif } = plan;
  const letter = [...plan.title][0] ?? '';
  return (
    <svg
      className="cover"
      viewBox={`0 0 ${COVER.width} ${COVER.height}`}
      aria-hidden="true"
      focusable="false"
    >
      <rect width={COVER.width} height={COVER.height} fill={palette.ground} />
      {DRAWINGS[motif]({ palette, letter, dice: createDice(plan.seed ^ 0x5bd1e995) })}
      <Words plan={plan} />
      <rect className="cover-hinge" x="5" width="1.2" height={COVER.height} />
    </svg>
  );
});

function Words({ plan: { title, byline, place, palette } }: { readonly plan: CoverPlan }) {
  const heading = fitText(title, place);
  const small = fitText(byline.toUpperCase(), {
    width: place.width,
    height: 12,
    largest: 11,
    smallest: 8,
    leading: 1.1,
  });
  const step = heading.size * place.leading;
  return (
    <g fill={palette.ink} textAnchor={place.align}>
      <text className="cover-title" fontSize={heading.size}>
        {heading.lines.map((line, at) => (
          <tspan key={at} x={place.x} y={place.y + heading.size * 0.86 + at * step}>
            {line}
          </tspan>
        ))}
      </text>
      <text className="cover-byline" x={place.x} y={place.bylineY} fontSize={small.size}>
        {small.lines[0]}
      </text>
    </g>
  );
}
