const PATHS = {
  heart:
    'M12 20.3C5.6 15.6 3 12.3 3 8.9 3 6.2 5.1 4.3 7.6 4.3c1.8 0 3.4 1 4.4 2.7 1-1.7 2.6-2.7 4.4-2.7C18.9 4.3 21 6.2 21 8.9c0 3.4-2.6 6.7-9 11.4Z',
  cross: 'M5.5 5.5l13 13M18.5 5.5l-13 13',
  thumbDown:
    'M7 4h9.2c1 0 1.8.6 2.1 1.5l1.9 6c.5 1.6-.7 3.1-2.3 3.1H14l.8 3.6c.3 1.4-.7 2.8-2.2 2.8L8.5 14H7M7 4v10M7 4H3.8v10H7',
  search: 'M10.8 4a6.8 6.8 0 1 0 0 13.6a6.8 6.8 0 0 0 0-13.6ZM15.8 15.8L21 21',
  undo: 'M4 9h10.5a5.3 5.3 0 0 1 0 10.6H9M4 9l4.4-4.6M4 9l4.4 4.6',
  sun: 'M12 7.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9ZM12 1.8v2.4M12 19.8v2.4M1.8 12h2.4M19.8 12h2.4M4.8 4.8l1.7 1.7M17.5 17.5l1.7 1.7M19.2 4.8l-1.7 1.7M6.5 17.5l-1.7 1.7',
  moon: 'M20.5 14.2A8.8 8.8 0 0 1 9.8 3.5a8.8 8.8 0 1 0 10.7 10.7Z',
  check: 'M4.5 12.8l5 5L19.5 7',
  globe:
    'M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18ZM3 12h18M12 3c2.6 2.4 3.9 5.4 3.9 9s-1.3 6.6-3.9 9c-2.6-2.4-3.9-5.4-3.9-9S9.4 5.4 12 3Z',
  arrowDown: 'M12 4v15M12 19l-6-6M12 19l6-6',
} as const;

export type IconName = keyof typeof PATHS;

/** A line drawing beside or instead of a label; the label is the button's own text or aria-label. */
export function Icon({ name, filled = false }: { readonly name: IconName; readonly filled?: boolean }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill={filled ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
