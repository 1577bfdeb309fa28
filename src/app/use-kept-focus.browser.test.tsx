import { useRef, useState } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { useKeptFocus } from './use-kept-focus.ts';

/** Three items, each taller than any screen, that leave when their button at the bottom is pressed. */
function TallList() {
  const [items, setItems] = useState(['first', 'second', 'third']);
  const list = useRef<HTMLUListElement>(null);
  const keepFocus = useKeptFocus(list, items, 'none');
  return (
    <ul ref={list} onClick={keepFocus}>
      {items.map((item) => (
        <li key={item} style={{ height: 2000, display: 'flex', alignItems: 'end' }}>
          <button
            type="button"
            data-keep="drop"
            onClick={() => setItems(items.filter((other) => other !== item))}
          >
            {item}
          </button>
        </li>
      ))}
      <li style={{ height: 4000 }} />
    </ul>
  );
}

// What leaves above the middle of the window would move it by itself.
beforeEach(() => {
  document.documentElement.style.overflowAnchor = 'none';
});
afterEach(() => {
  document.documentElement.style.overflowAnchor = '';
  window.scrollTo(0, 0);
});

test('a pressed pointer leaves the page where it is, and the focus at the same place of the list', async () => {
  const screen = await render(<TallList />);
  const third = screen.getByRole('button', { name: 'third' });
  third.element().scrollIntoView({ block: 'center' });
  const before = window.scrollY;
  await third.click();
  await expect.element(screen.getByRole('button', { name: 'second' })).toHaveFocus();
  expect(window.scrollY).toBeCloseTo(before, -1);
});

test('a key shows where the focus went', async () => {
  const screen = await render(<TallList />);
  const third = screen.getByRole('button', { name: 'third' });
  third.element().focus();
  const before = window.scrollY;
  await userEvent.keyboard('{Enter}');
  await expect.element(screen.getByRole('button', { name: 'second' })).toHaveFocus();
  expect(window.scrollY).toBeLessThan(before - 500);
});
