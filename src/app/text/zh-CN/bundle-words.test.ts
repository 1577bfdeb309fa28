import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Catalogue, Manifest } from '../../types.ts';
import { bundleTitle, modelName, nounOf, sourceOf, teacherName } from './bundle-words.ts';
import { TAGS } from './tags.ts';

const LATIN = /[a-z]/i;

function read<Content>(path: string): Content {
  return JSON.parse(readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8')) as Content;
}

describe.each(['books', 'movies'])('the words of the shipped %s', (model) => {
  const manifest = read<Manifest>(`public/models/${model}/manifest.json`);

  it('have Chinese for what an item is called, the title and the teacher', () => {
    expect(nounOf(manifest.itemNoun).name).not.toMatch(LATIN);
    expect(bundleTitle(manifest.title)).not.toMatch(LATIN);
    expect(teacherName(manifest.teacher.name)).not.toMatch(LATIN);
  });

  it('have Chinese for every tag', () => {
    const { tagNames } = read<Catalogue>(`public/models/${model}/catalogue.json`);
    expect(tagNames.filter((name) => !(name in TAGS))).toEqual([]);
  });

  it('have Chinese for where the sample users come from', () => {
    const { source } = read<{ source: string }>(`public/models/${model}/samples.json`);
    expect(sourceOf(source)).not.toBe(source);
  });

  it('have Chinese for each model of the curve but a published name', () => {
    const { points } = read<{ points: { model: string }[] }>(`src/app/explorer/curve/${model}.json`);
    const kept = new Set(
      points.map((point) => modelName(point.model)).filter((name) => !/\p{Script=Han}/u.test(name)),
    );
    expect([...kept]).toEqual(['EASE']);
  });
});

it('keeps the words of a bundle that it does not know', () => {
  const noun = { one: 'song', many: 'songs' };
  expect(nounOf(noun)).toEqual({ name: 'songs', measure: '个' });
  expect([bundleTitle('Songs'), teacherName('EASE'), modelName('SLIM'), sourceOf('afar')]).toEqual([
    'Songs',
    'EASE',
    'SLIM',
    'afar',
  ]);
});
