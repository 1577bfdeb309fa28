import { defineCommand, renderUsage, runCommand } from 'citty';
import { isAttarError } from '../core/errors.ts';

const main = defineCommand({
  meta: { name: 'attar', description: 'distils a recommender until it fits in a browser tab' },
  subCommands: {
    data: () => import('./data.ts').then((module) => module.dataCommand),
    distil: () => import('./distil.ts').then((module) => module.distilCommand),
    evaluate: () => import('./evaluate.ts').then((module) => module.evaluateCommand),
  },
});

/** Runs one command; a fault of ours is one line for a person, any other is a bug and keeps its stack. */
async function run(rawArgs: string[]): Promise<void> {
  if (rawArgs.length === 0 || rawArgs.includes('--help') || rawArgs.includes('-h')) {
    process.stdout.write(`${await usageOf(rawArgs[0])}\n`);
    return;
  }
  try {
    await runCommand(main, { rawArgs });
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`attar: ${describe(error)}\n`);
  }
}

async function usageOf(name: string | undefined): Promise<string> {
  const commands = main.subCommands as Record<string, () => Promise<Parameters<typeof renderUsage>[0]>>;
  const command = name === undefined ? undefined : commands[name];
  return command ? await renderUsage(await command(), main) : await renderUsage(main);
}

function describe(error: unknown): string {
  if (isAttarError(error)) return `${error.message} [${error.code}]`;
  if (error instanceof Error && error.name === 'CLIError') return `${error.message}; see attar --help`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

await run(process.argv.slice(2));
