import { useLayoutEffect, useRef } from 'react';
import type { MouseEvent, RefObject } from 'react';

/**
 * Keeps the keyboard where it was when the pressed button leaves with its item: the focus goes to the
 * button of the same kind (`data-keep`) that now stands at that place, else to the element `fallbackId`.
 * Returns the click handler of the region; `version` changes when its items do.
 */
export function useKeptFocus(
  region: RefObject<HTMLElement | null>,
  version: unknown,
  fallbackId: string,
): (event: MouseEvent) => void {
  const pressed = useRef<{ kind: string; place: number; preventScroll: boolean } | null>(null);
  useLayoutEffect(() => {
    const { current } = pressed;
    if (!current || document.activeElement !== document.body) return;
    pressed.current = null;
    const now = buttonsOf(region.current, current.kind);
    const next = now[Math.min(current.place, now.length - 1)] ?? document.getElementById(fallbackId);
    next?.focus({ preventScroll: current.preventScroll });
  }, [region, version, fallbackId]);
  return (event) => {
    const button =
      event.target instanceof Element ? event.target.closest<HTMLElement>('button[data-keep]') : null;
    const kind = button?.dataset.keep;
    if (!button || !kind) return;
    const place = buttonsOf(region.current, kind).indexOf(button);
    // A pointer stays where it is, so the page should, too; a keyboard (detail 0) must see where it is.
    pressed.current = { kind, place, preventScroll: event.detail > 0 };
  };
}

function buttonsOf(region: HTMLElement | null, kind: string): HTMLElement[] {
  return [...(region?.querySelectorAll<HTMLElement>(`button[data-keep="${kind}"]`) ?? [])];
}
