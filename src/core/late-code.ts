import { AttarError } from './errors.ts';

/** Code that most pages never need and that is downloaded by those that do. Throws `load/network` where it cannot be had. */
export async function lateCode<T>(what: string, code: Promise<T>): Promise<T> {
  try {
    return await code;
  } catch (cause) {
    const message = `the code for ${what} could not be downloaded; check the connection`;
    throw new AttarError('load/network', message, { cause });
  }
}
