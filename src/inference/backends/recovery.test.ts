import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Backend, Proposal } from './backend.ts';
import { createResilientBackend } from './recovery.ts';
import type { BackendChange, Device } from './recovery.ts';

const query = {
  history: { items: [], weights: [] },
  user: new Float32Array(0),
  gate: 0,
  fade: 0,
  popularity: 0,
};

function proposal(by: Backend['name']): Proposal {
  return { items: Uint32Array.of(1), logTotal: 0, by };
}

/** A fallback that answers, and says whether it was disposed. */
function makeFallback() {
  const fallback = { name: 'plain', disposed: false } as const;
  return Object.assign(
    { ...fallback, disposed: false as boolean },
    {
      propose: async () => proposal('plain'),
      dispose(this: { disposed: boolean }) {
        this.disposed = true;
      },
    },
  );
}

/** Devices that can be broken from outside, as many as are asked for. */
function makeDevices() {
  const made: { lose: (reason: string) => void; disposed: boolean; broken: boolean }[] = [];
  const create = async (): Promise<Device> => {
    let lose: (reason: string) => void = () => undefined;
    const lost = new Promise<string>((resolve) => {
      lose = resolve;
    });
    const state = { lose, disposed: false, broken: false };
    made.push(state);
    return {
      name: 'webgl',
      lost,
      propose: async () => {
        if (state.broken) throw new Error('the read failed');
        return proposal('webgl');
      },
      dispose: () => {
        state.disposed = true;
      },
    };
  };
  return { made, create };
}

function ask(backend: Backend): Promise<Backend['name']> {
  return backend.propose(query, Uint8Array.of(1), 1).then(({ by }) => by);
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a resilient backend', () => {
  test('answers from its device, and bears its name', async () => {
    const { create } = makeDevices();
    const backend = await createResilientBackend(create, makeFallback());
    expect(backend.name).toBe('webgl');
    expect(await ask(backend)).toBe('webgl');
  });

  test('rejects where the first device cannot be made', async () => {
    const create = (): Promise<Device> => Promise.reject(new Error('no WebGL'));
    await expect(createResilientBackend(create, makeFallback())).rejects.toThrow('no WebGL');
  });

  test('answers from the fallback what the device fails, disposes of it, and uses the next one', async () => {
    const { made, create } = makeDevices();
    const changes: BackendChange[] = [];
    const backend = await createResilientBackend(create, makeFallback(), {
      onChange: (c) => changes.push(c),
    });
    made[0]!.broken = true;
    expect(await Promise.all([ask(backend), ask(backend)])).toEqual(['plain', 'plain']);
    expect(made[0]!.disposed).toBe(true);
    expect(await ask(backend)).toBe('plain');
    await vi.runAllTimersAsync();
    expect(await ask(backend)).toBe('webgl');
    expect(made).toHaveLength(2);
    expect(changes).toEqual([
      { backend: 'plain', reason: 'the read failed' },
      { backend: 'webgl', reason: 'it was made again' },
    ]);
  });

  test('makes a new device when the old one says that it is lost, without a request', async () => {
    const { made, create } = makeDevices();
    const backend = await createResilientBackend(create, makeFallback());
    made[0]!.lose('its context was lost');
    await vi.runAllTimersAsync();
    expect(made).toHaveLength(2);
    expect(await ask(backend)).toBe('webgl');
  });

  test('stays on the fallback after three losses in a minute with no answer between them', async () => {
    const { made, create } = makeDevices();
    const changes: BackendChange[] = [];
    const backend = await createResilientBackend(create, makeFallback(), {
      onChange: (c) => changes.push(c),
    });
    for (const at of [0, 1, 2]) {
      made[at]!.lose('its context was lost');
      await vi.runAllTimersAsync();
    }
    expect(made).toHaveLength(3);
    expect(await ask(backend)).toBe('plain');
    expect(changes.at(-1)).toEqual({ backend: 'plain', reason: 'its context was lost, 3 times in a row' });
  });

  test('comes back from any number of losses that have an answer between them, or a minute', async () => {
    const { made, create } = makeDevices();
    const backend = await createResilientBackend(create, makeFallback());
    for (let loss = 0; loss < 10; loss++) {
      if (loss % 2 === 0) await ask(backend);
      else await vi.advanceTimersByTimeAsync(60_000);
      made[loss]!.lose('its context was lost');
      await vi.runAllTimersAsync();
    }
    expect(await ask(backend)).toBe('webgl');
  });

  test('counts a device that cannot be made again as a loss', async () => {
    const { made, create } = makeDevices();
    let tries = 0;
    const backend = await createResilientBackend(async () => {
      tries += 1;
      if (tries > 1) throw new Error('no context left');
      return create();
    }, makeFallback());
    made[0]!.lose('its context was lost');
    await vi.runAllTimersAsync();
    expect(tries).toBe(3);
    expect(await ask(backend)).toBe('plain');
  });

  test('disposes of device and fallback, and of a device that is ready too late', async () => {
    const { made, create } = makeDevices();
    const fallback = makeFallback();
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const backend = await createResilientBackend(async () => {
      const device = await create();
      if (made.length === 2) await gate;
      return device;
    }, fallback);
    made[0]!.lose('its context was lost');
    await vi.advanceTimersByTimeAsync(10);
    backend.dispose();
    release();
    await vi.runAllTimersAsync();
    expect(made.map(({ disposed }) => disposed)).toEqual([true, true]);
    expect(fallback.disposed).toBe(true);
  });

  describe('with early answers', () => {
    const early = {
      name: 'webgl',
      by: { ...makeFallback(), propose: async () => proposal('wasm') },
    } as const;

    test('does not wait for its device, which is made after the first answer and then used', async () => {
      const { made, create } = makeDevices();
      const backend = await createResilientBackend(create, makeFallback(), { early });
      expect(backend.name).toBe('webgl');
      expect(await ask(backend)).toBe('wasm');
      expect(made).toHaveLength(0);
      await vi.advanceTimersByTimeAsync(0);
      await backend.ready;
      expect(await ask(backend)).toBe('webgl');
    });

    test('makes its device though nobody asks', async () => {
      const { made, create } = makeDevices();
      const backend = await createResilientBackend(create, makeFallback(), { early });
      await vi.advanceTimersByTimeAsync(200);
      await backend.ready;
      expect(made).toHaveLength(1);
    });

    test('answers from the fallback where its device cannot be made, and tells why, at first and at last', async () => {
      const changes: BackendChange[] = [];
      const create = (): Promise<Device> => Promise.reject(new Error('no WebGL'));
      const onChange = (change: BackendChange): void => void changes.push(change);
      const backend = await createResilientBackend(create, makeFallback(), { early, onChange });
      await vi.runAllTimersAsync();
      await backend.ready;
      expect(await ask(backend)).toBe('plain');
      expect(changes).toEqual([
        { backend: 'plain', reason: 'no WebGL' },
        { backend: 'plain', reason: 'no WebGL, 3 times in a row' },
      ]);
    });
  });
});
