import type { ReactNode } from 'react';

interface ScrolledProps {
  /** What lies inside, for those who come by keyboard or screen reader. */
  readonly label: string;
  readonly className: string;
  readonly children: ReactNode;
}

/** A region with a scroll bar of its own, which the keyboard can reach and scroll. */
export function Scrolled({ label, className, children }: ScrolledProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must take the focus (WCAG 2.1.1)
    <div className={className} role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
