import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AttarError } from '../../core/errors.ts';
import { outcomeOf, packFault, unpackFault, valueOf } from './fault.ts';

test('an error of ours keeps class, code, message and the causes behind it', () => {
  const cause = new TypeError('Failed to fetch');
  const sent = structuredClone(packFault(new AttarError('load/network', 'no answer', { cause })));
  const fault = unpackFault(sent) as AttarError;
  expect(fault).toBeInstanceOf(AttarError);
  expect(fault.code).toBe('load/network');
  expect(fault.message).toBe('no answer');
  expect(fault.cause).toMatchObject({ name: 'TypeError', message: 'Failed to fetch' });
});

test('an error of others keeps its name and message, and gains no code', () => {
  const fault = unpackFault(packFault(new RangeError('out of range')));
  expect(fault).toMatchObject({ name: 'RangeError', message: 'out of range' });
  expect(fault).not.toHaveProperty('code');
});

test('whatever is thrown comes over as an error', () => {
  fc.assert(
    fc.property(fc.anything(), (thrown) => {
      fc.pre(!(thrown instanceof Object));
      expect(unpackFault(packFault(thrown)).message).toBe(String(thrown));
    }),
  );
});

test('causes that go round in circles end', () => {
  const fault = new Error('one');
  fault.cause = new Error('two', { cause: fault });
  expect(JSON.stringify(packFault(fault)).match(/"message"/g)).toHaveLength(5);
});

test('an outcome gives its value or throws its fault', async () => {
  expect(valueOf(await outcomeOf(async () => 7))).toBe(7);
  const failed = await outcomeOf(() => Promise.reject(new AttarError('backend/lost', 'gone')));
  expect(() => valueOf(failed)).toThrow(AttarError);
});
