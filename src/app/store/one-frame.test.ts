import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { inOneFrame } from './one-frame.ts';

interface State {
  readonly shelf: number;
  readonly list: number;
  readonly due: boolean;
}

const open = () => {
  const store = createStore<State>(() => ({ shelf: 0, list: 0, due: false }));
  const told: State[] = [];
  const view = inOneFrame(store, ({ due }) => due);
  const stop = view.subscribe((state) => void told.push(state));
  return { store, view, told, stop };
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('is told of a change at once where no answer is due', () => {
  const { store, told } = open();
  store.setState({ shelf: 1 });
  expect(told).toEqual([{ shelf: 1, list: 0, due: false }]);
});

it('is told of a change and its answer together', () => {
  const { store, view, told } = open();
  store.setState({ shelf: 1, due: true });
  expect(told).toEqual([]);
  expect(view.getState().shelf).toBe(1);
  store.setState({ list: 1, due: false });
  vi.runAllTimers();
  expect(told).toEqual([{ shelf: 1, list: 1, due: false }]);
});

it('is told of a change by itself when its answer takes longer than a frame', () => {
  const { store, told } = open();
  store.setState({ shelf: 1, due: true });
  vi.advanceTimersByTime(17);
  store.setState({ list: 1, due: false });
  expect(told.map(({ shelf, list }) => [shelf, list])).toEqual([
    [1, 0],
    [1, 1],
  ]);
});

it('tells nobody who has left, and listens again for the next', () => {
  const { store, view, told, stop } = open();
  store.setState({ shelf: 1, due: true });
  stop();
  vi.runAllTimers();
  expect(told).toEqual([]);
  store.setState({ due: false });
  const next = vi.fn();
  view.subscribe(next);
  store.setState({ shelf: 2 });
  expect(next).toHaveBeenCalledOnce();
});
