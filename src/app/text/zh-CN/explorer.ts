import type { ExplorerText } from '../text.ts';
import { curve } from './explorer/curve.ts';
import { device } from './explorer/device.ts';
import { figures } from './explorer/figures.ts';
import { linear, reader, temperature, variants, whatIf } from './explorer/reader.ts';
import { readers } from './explorer/readers.ts';

export const explorer: ExplorerText = {
  chartMissing: '图表没能下载，表格里有相同的数据。',
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
