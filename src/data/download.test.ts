import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type DownloadProgress, downloadDataset } from './download.ts';
import { DOWNLOAD_SOURCES, type DownloadSource } from './download-sources.ts';
import { withFolder } from './test-folders.ts';

const RATINGS = Buffer.from(
  Array.from({ length: 30000 }, (_, i) => `${i}::${(i * 7919) % 3953}::5::${i * i}\n`).join(''),
);
const ARCHIVE = zipSync({
  'ml-1m/': new Uint8Array(0),
  'ml-1m/ratings.dat': RATINGS,
  'ml-1m/README': Buffer.from('terms of use'),
  'ml-1m/movies.dat': Buffer.from('not read'),
  '../../evil/ratings.dat': Buffer.from('evil'),
});

/** What the server was asked and how it answers; the default answers Range requests as a file host does. */
interface Visit {
  readonly ranges: (string | undefined)[];
  readonly source: DownloadSource;
  readonly folder: string;
}

type Answer = (request: IncomingMessage, response: ServerResponse, visit: number) => void;

function md5(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex');
}

const wholeFile: Answer = (request, response) => {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const part = ARCHIVE.subarray(from);
  if (from >= ARCHIVE.length) return void response.writeHead(416).end();
  const range = from > 0 ? { 'content-range': `bytes ${from}-${ARCHIVE.length - 1}/${ARCHIVE.length}` } : {};
  response.writeHead(from > 0 ? 206 : 200, { 'content-length': part.length, ...range }).end(part);
};

async function withServer(
  answer: Answer,
  task: (visit: Visit) => Promise<void>,
  digest = md5(ARCHIVE),
): Promise<void> {
  const ranges: (string | undefined)[] = [];
  const server = createServer((request, response) =>
    answer(request, response, ranges.push(request.headers.range)),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ml-1m.zip`;
  const source: DownloadSource = { url, archive: { algorithm: 'md5', value: digest }, files: {} };
  try {
    await withFolder({}, (folder) => task({ ranges, source, folder }));
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('downloading a data set', () => {
  it('extracts the files that are read, and their terms, into a folder of its name', async () => {
    await withServer(wholeFile, async ({ source, folder }) => {
      expect(await downloadDataset('ml-1m', folder, { source })).toBe(join(folder, 'ml-1m'));
      expect((await readFile(join(folder, 'ml-1m', 'ratings.dat'))).equals(RATINGS)).toBe(true);
      expect((await readdir(join(folder, 'ml-1m'))).sort()).toEqual(['README', 'ratings.dat']);
      expect(await readdir(folder)).toEqual(['ml-1m']);
    });
  });

  it('tells bytes, then phases', async () => {
    await withServer(wholeFile, async ({ source, folder }) => {
      const told: DownloadProgress[] = [];
      await downloadDataset('ml-1m', folder, { source, onProgress: (progress) => told.push(progress) });
      expect(told[0]).toEqual({ phase: 'download', loaded: 0, total: ARCHIVE.length });
      expect(told.slice(-4).map(({ phase }) => phase)).toEqual(['download', 'verify', 'extract', 'ready']);
      expect(told.at(-1)).toMatchObject({ loaded: ARCHIVE.length, total: ARCHIVE.length });
    });
  });

  it('asks for nothing when the folder is complete', async () => {
    await withServer(wholeFile, async ({ source, folder, ranges }) => {
      await downloadDataset('ml-1m', folder, { source });
      await downloadDataset('ml-1m', folder, { source });
      expect(ranges).toEqual([undefined]);
    });
  });

  it('goes on where a cut connection stopped', async () => {
    let cut = (): void => {};
    const answer: Answer = (request, response, visit) => {
      if (visit > 1) return wholeFile(request, response, visit);
      cut = () => response.destroy();
      response.writeHead(200, { 'content-length': ARCHIVE.length }).write(ARCHIVE.subarray(0, 50000));
    };
    await withServer(answer, async ({ source, folder, ranges }) => {
      const onProgress = ({ loaded }: DownloadProgress): void => {
        if (loaded === 50000) cut();
      };
      await expect(downloadDataset('ml-1m', folder, { source, onProgress })).rejects.toMatchObject({
        code: 'data/download',
        message: expect.stringContaining(
          `cut after 50,000 of ${ARCHIVE.length.toLocaleString('en')} bytes; run the same command to go on`,
        ),
      });
      await downloadDataset('ml-1m', folder, { source });
      expect(ranges).toEqual([undefined, 'bytes=50000-']);
      expect((await readFile(join(folder, 'ml-1m', 'ratings.dat'))).equals(RATINGS)).toBe(true);
    });
  });

  it('starts again where the server does not know ranges', async () => {
    const answer: Answer = (_, response) => void response.writeHead(200).end(ARCHIVE);
    await withServer(answer, async ({ source, folder }) => {
      await writeFile(join(folder, 'ml-1m.zip.part'), ARCHIVE.subarray(0, 1000));
      await downloadDataset('ml-1m', folder, { source });
      expect(await readdir(folder)).toEqual(['ml-1m']);
    });
  });

  it('takes an archive that had arrived whole', async () => {
    await withServer(wholeFile, async ({ source, folder }) => {
      await writeFile(join(folder, 'ml-1m.zip.part'), ARCHIVE);
      await downloadDataset('ml-1m', folder, { source });
      expect(await readdir(folder)).toEqual(['ml-1m']);
    });
  });

  it('completes a folder that lacks a file', async () => {
    await withServer(wholeFile, async ({ source, folder }) => {
      await downloadDataset('ml-1m', folder, { source });
      await withFolder({ 'ml-1m/own.txt': 'mine' }, async (other) => {
        await downloadDataset('ml-1m', other, { source });
        expect((await readdir(join(other, 'ml-1m'))).sort()).toEqual(['README', 'own.txt', 'ratings.dat']);
      });
    });
  });
});

describe('a download that goes wrong', () => {
  it('with another checksum says both and leaves nothing behind', async () => {
    const wrong = '0'.repeat(32);
    await withServer(
      wholeFile,
      async ({ source, folder }) => {
        await expect(downloadDataset('ml-1m', folder, { source })).rejects.toMatchObject({
          code: 'data/download',
          message: expect.stringContaining(`expected md5 ${wrong}, got ${md5(ARCHIVE)}`),
        });
        expect(await readdir(folder)).toEqual([]);
      },
      wrong,
    );
  });

  it('with another checksum of an extracted file leaves nothing behind', async () => {
    await withServer(wholeFile, async ({ source, folder }) => {
      const files = { 'ratings.dat': { algorithm: 'md5', value: 'f'.repeat(32) } } as const;
      await expect(
        downloadDataset('ml-1m', folder, { source: { ...source, archive: null, files } }),
      ).rejects.toThrow(/ratings.dat of http.*expected md5 ffff/);
      expect(await readdir(folder)).toEqual([]);
    });
  });

  it.each([
    [
      'a page instead of an archive',
      Buffer.from('<!doctype html><title>Sign in</title>'),
      'the archive holds no ratings.dat',
    ],
    ['half an archive', ARCHIVE.subarray(0, ARCHIVE.length / 2), 'is not a whole zip archive'],
    ['an archive of other files', zipSync({ 'ml-1m/x': RATINGS }), 'the archive holds no ratings.dat'],
  ])('with %s and no checksum leaves nothing behind', async (_, bytes, message) => {
    const answer: Answer = (_request, response) => void response.writeHead(200).end(bytes);
    await withServer(answer, async ({ source, folder }) => {
      const unchecked = downloadDataset('ml-1m', folder, { source: { ...source, archive: null } });
      await expect(unchecked).rejects.toMatchObject({
        code: 'data/download',
        message: expect.stringContaining(message),
      });
      expect(await readdir(folder)).toEqual([]);
    });
  });

  it('with an HTTP error says which', async () => {
    await withServer(
      (_, response) => void response.writeHead(404).end(),
      async ({ source, folder }) => {
        await expect(downloadDataset('ml-1m', folder, { source })).rejects.toThrow(
          'the server answered 404 Not Found',
        );
      },
    );
  });

  it('without a network says why', async () => {
    await withFolder({}, async (folder) => {
      const source = { url: 'http://127.0.0.1:9/ml-1m.zip', archive: null, files: {} };
      const refused = async (): Promise<Response> => {
        throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED 127.0.0.1:9') });
      };
      await expect(downloadDataset('ml-1m', folder, { source, fetch: refused })).rejects.toMatchObject({
        code: 'data/download',
        message: expect.stringContaining('no answer (connect ECONNREFUSED 127.0.0.1:9); check the network'),
      });
      expect(await readdir(folder)).toEqual([]);
    });
  });

  it('is stopped by the caller and keeps what arrived', async () => {
    const stall: Answer = (_, response) => {
      response.writeHead(200, { 'content-length': ARCHIVE.length });
      response.write(ARCHIVE.subarray(0, 5000));
    };
    await withServer(stall, async ({ source, folder }) => {
      const controller = new AbortController();
      const onProgress = ({ loaded }: DownloadProgress): void => {
        if (loaded > 0) controller.abort();
      };
      const download = downloadDataset('ml-1m', folder, { source, signal: controller.signal, onProgress });
      await expect(download).rejects.toMatchObject({ code: 'load/aborted' });
      expect((await stat(join(folder, 'ml-1m.zip.part'))).size).toBe(5000);
    });
  });
});

describe('the official addresses', () => {
  it('are encrypted and each has a checksum', () => {
    for (const { url, archive, files } of Object.values(DOWNLOAD_SOURCES)) {
      expect(url).toMatch(/^https:\/\/.*\.zip$/);
      const digests = [...(archive ? [archive] : []), ...Object.values(files)];
      expect(digests.length).toBeGreaterThan(0);
      for (const { algorithm, value } of digests) expect(value).toHaveLength(algorithm === 'md5' ? 32 : 64);
    }
  });
});
