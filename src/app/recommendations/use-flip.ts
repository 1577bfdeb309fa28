import { useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';

const DURATION = 320;

/**
 * Lets the children of a list glide from their old places to their new ones (first, last, invert,
 * play), so the eye can follow an item up the list. Children are told apart by `data-id`; those out of sight stand
 * still, because each that moves is a layer of its own to draw.
 */
export function useFlip(list: RefObject<HTMLElement | null>, version: unknown): void {
  const before = useRef(new Map<string, DOMRect>());
  useLayoutEffect(() => {
    const places = new Map<string, DOMRect>();
    const { scrollX, scrollY, innerHeight } = window;
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    // All places, and the window's, are read before anything moves: one layout instead of one a child.
    const children = [...(list.current?.querySelectorAll(':scope > [data-id]') ?? [])].filter(
      (child) => child instanceof HTMLElement,
    );
    for (const child of children) places.set(child.dataset.id ?? '', placeOnPage(child, scrollX, scrollY));
    const isInSight = ({ top, bottom }: DOMRect): boolean => bottom > scrollY && top < scrollY + innerHeight;
    for (const child of children) {
      if (still || before.current.size === 0) continue;
      const from = before.current.get(child.dataset.id ?? '');
      const to = places.get(child.dataset.id ?? '');
      if (to && (isInSight(to) || (from && isInSight(from)))) glide(child, from, to);
    }
    before.current = places;
  }, [list, version]);
}

function glide(child: HTMLElement, from: DOMRect | undefined, to: DOMRect): void {
  if (!from) {
    child.animate(
      [
        { opacity: 0, scale: '0.96' },
        { opacity: 1, scale: '1' },
      ],
      { duration: DURATION },
    );
  } else if (from.x !== to.x || from.y !== to.y) {
    const start = `${from.x - to.x}px ${from.y - to.y}px`;
    child.animate([{ translate: start }, { translate: '0 0' }], {
      duration: DURATION,
      easing: 'cubic-bezier(0.2, 0, 0.1, 1)',
    });
  }
}

/** Independent of how far the page is scrolled. */
function placeOnPage(element: HTMLElement, scrollX: number, scrollY: number): DOMRect {
  const { x, y, width, height } = element.getBoundingClientRect();
  return new DOMRect(x + scrollX, y + scrollY, width, height);
}
