import * as tf from '@tensorflow/tfjs';
import { LIKES, noteFirstList, SHOWN, START_DIM } from './start.ts';

/**
 * The same with the whole library: its model has no sparse part, no hashes are checked and no schema, so the page
 * has less to do than the engine's.
 */
await noteFirstList(async () => {
  tf.env().set('SOFTWARE_WEBGL_ENABLED', true);
  const [codes, catalogue] = await Promise.all([
    fetch('/start/codes.bin').then(async (response) => new Int8Array(await response.arrayBuffer())),
    fetch('/model/catalogue.json').then(
      (response) => response.json() as Promise<{ ids: string[]; titles: (string | null)[] }>,
    ),
    tf.setBackend('webgl'),
  ]);
  const items = catalogue.ids.length;
  const liked = LIKES.map((id) => catalogue.ids.indexOf(id));
  const hidden = Float32Array.from(catalogue.titles, (title, item) =>
    title === null || liked.includes(item) ? -1e9 : 0,
  );
  const best = tf.tidy(() => {
    const table = tf.tensor2d(
      Float32Array.from(codes, (code) => code / 127),
      [items, START_DIM],
    );
    const user = tf.gather(table, tf.tensor1d(liked, 'int32')).mean(0, true);
    return tf.topk(tf.matMul(table, user, false, true).as1D().add(hidden), SHOWN).indices;
  });
  const positions = await best.data();
  return Array.from(positions, (item) => catalogue.titles[item] ?? '');
});
