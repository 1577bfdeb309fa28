import { curve } from './explorer/curve.ts';
import { device } from './explorer/device.ts';
import { figures } from './explorer/figures.ts';
import { linear, reader, temperature, variants, whatIf } from './explorer/reader.ts';
import { readers } from './explorer/readers.ts';

/** What the explorer says in English. */
export const explorer = {
  /** A chart stands beside a table of the same figures. */
  chartMissing: 'The chart could not be downloaded; the table has the same figures.',
  readers,
  reader,
  figures,
  temperature,
  whatIf,
  linear,
  variants,
  curve,
  device,
};
