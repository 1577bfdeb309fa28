import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAttarError } from '../core/errors.ts';
import { readAttributes } from './attributes.ts';

const BASE = 'https://shop.example/films/page.html';

function read(attributes: Record<string, string>) {
  return readAttributes((name) => attributes[name] ?? null, BASE);
}

function faultOf(attributes: Record<string, string>): string {
  try {
    read(attributes);
  } catch (error) {
    if (isAttarError(error, 'usage')) return error.message;
    throw error;
  }
  return 'no fault';
}

describe('the attributes of <attar-shelf>', () => {
  it('need only a model', () => {
    expect(read({ model: './models/movies/' })).toEqual({
      model: 'https://shop.example/films/models/movies/',
      count: 6,
      likes: [],
      backend: 'webgl',
      sharpen: 'never',
      label: null,
    });
  });

  it('take ids with spaces between, each once and in their order', () => {
    expect(read({ model: '.', likes: ' 260, 1,,260 ' }).likes).toEqual(['260', '1']);
  });

  it.each([
    [{}, 'needs the attribute model'],
    [{ model: '  ' }, 'needs the attribute model'],
    [{ model: 'http://' }, 'model must be an address'],
    [{ model: 'javascript:alert(1)' }, 'http or https'],
    [{ model: '.', count: '0' }, 'count="0">: count must be a whole number from 1 to 50'],
    [{ model: '.', count: '51' }, 'from 1 to 50'],
    [{ model: '.', count: '2.5' }, 'whole number'],
    [{ model: '.', count: '' }, 'whole number'],
    [{ model: '.', sharpen: '' }, 'sharpen="">: sharpen must be never, slow or always'],
    [{ model: '.', backend: 'gpu' }, 'backend="gpu">: backend must be webgl or plain'],
  ])('%j is refused and the message says why', (attributes, part) => {
    expect(faultOf(attributes as Record<string, string>)).toContain(part);
  });

  it('never give a setting out of range, whatever is written', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (model, count, likes) => {
        if (faultOf({ model, count, likes }) !== 'no fault') return;
        const settings = read({ model, count, likes });
        expect(settings.model).toMatch(/^https?:/);
        expect(settings.count).toBeGreaterThanOrEqual(1);
        expect(settings.count).toBeLessThanOrEqual(50);
        expect(new Set(settings.likes).size).toBe(settings.likes.length);
      }),
    );
  });
});
