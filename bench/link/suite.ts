import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { compressFolder } from '../../scripts/compress.mjs';
import type { Manifest } from '../../src/format/index.ts';
import { variantFileName } from '../../src/format/variant-files.ts';
import { openBrowser, onPage } from '../host/browser.ts';
import { buildPage } from '../host/build.ts';
import { serveFolders } from '../host/server.ts';
// For what it declares: the times that the page notes.
import type {} from '../page/link.ts';
import type { Row } from '../report.ts';
import { median } from '../statistics.ts';
import type { Suite } from '../suites.ts';

const MODELS = join(import.meta.dirname, '../../public/models');

/** What Lighthouse calls slow 4G. */
const SLOW = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
} as const;

/** The published models over a slow link: when a first list stands there, and when the student asked for answers. */
export const linkSuite: Suite = async ({ quick, log }) => {
  const folder = await mkdtemp(join(tmpdir(), 'attar-link-'));
  const models = quick ? ['movies'] : ['movies', 'books'];
  try {
    log('building the page');
    await buildPage('link.html', join(folder, 'link'));
    for (const model of models) await copyModel(model, join(folder, 'models', model));
    await compressFolder(join(folder, 'models'));
    const server = await serveFolders({ '/link/': join(folder, 'link'), '/models/': join(folder, 'models') });
    const browser = await openBrowser();
    try {
      log('first lists over a slow link');
      const times = quick ? 1 : 5;
      return { rows: await linkRows(browser, `${server.address}link/link.html`, models, times), targets: [] };
    } finally {
      await browser.close();
      await server.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** What a first list takes of a model, whichever student gives it. */
async function copyModel(model: string, folder: string): Promise<void> {
  const manifest = JSON.parse(await readFile(join(MODELS, model, 'manifest.json'), 'utf8')) as Manifest;
  const students = (manifest.variants ?? []).map(({ name }) => variantFileName('student.safetensors', name));
  await mkdir(folder, { recursive: true });
  for (const name of ['manifest.json', 'catalogue.json', 'student.safetensors', ...students]) {
    await copyFile(join(MODELS, model, name), join(folder, name));
  }
}

async function linkRows(
  browser: Browser,
  address: string,
  models: readonly string[],
  times: number,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const model of models) {
    const ways = ['never', 'always'].map((sharpen) => ({ sharpen, taken: [] as Times[] }));
    // The two in turn, so that whatever else the machine does slows both.
    for (let time = 0; time < times; time++) {
      for (const { sharpen, taken } of ways) {
        taken.push(await measure(browser, `${address}?model=${model}&sharpen=${sharpen}`));
      }
    }
    for (const { sharpen, taken } of ways) {
      const figures = {
        firstListMs: median(taken.map(({ first }) => first)),
        wholeStudentMs: median(taken.map(({ whole }) => whole)),
        calls: taken.length,
      };
      rows.push({ part: 'link', route: `${model}, sharpen ${sharpen}`, figures });
    }
  }
  return rows;
}

/** ms from the start of the page. */
interface Times {
  readonly first: number;
  readonly whole: number;
}

function measure(browser: Browser, address: string): Promise<Times> {
  const note = async (page: Page): Promise<Times> => {
    const noted = await page.waitForFunction(() => window.firstList);
    const first = await noted.jsonValue();
    if (typeof first !== 'number') throw new Error(`${address}: ${first}`);
    const whole = await (await page.waitForFunction(() => window.wholeStudent)).jsonValue();
    return { first, whole: whole! };
  };
  const prepare = async (page: Page): Promise<void> => {
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', SLOW);
  };
  return onPage(browser, address, note, { prepare });
}
