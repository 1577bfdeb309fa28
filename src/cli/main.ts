import { type ArgsDef, type CommandDef, defineCommand, renderUsage, runCommand } from 'citty';
import { AttarError, isAttarError } from '../core/errors.ts';

const main = defineCommand({
  meta: { name: 'attar', description: 'distils a recommender until it fits in a browser tab' },
  subCommands: {
    data: () => import('./data.ts').then((module) => module.dataCommand),
    distil: () => import('./distil.ts').then((module) => module.distilCommand),
    evaluate: () => import('./evaluate.ts').then((module) => module.evaluateCommand),
    report: () => import('./report.ts').then((module) => module.reportCommand),
  },
});

type AnyCommand = CommandDef<ArgsDef>;

const COMMANDS = main.subCommands as Readonly<Record<string, () => Promise<AnyCommand>>>;

/** Runs one command; a fault of ours is one line for a person, any other is a bug and keeps its stack. */
async function run(rawArgs: string[]): Promise<void> {
  if (rawArgs.length === 0 || rawArgs.includes('--help') || rawArgs.includes('-h')) {
    process.stdout.write(`${await usageOf(rawArgs[0])}\n`);
    return;
  }
  try {
    await refuseUnknownFlags(rawArgs);
    await runCommand(main, { rawArgs });
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`attar: ${describe(error)}\n`);
  }
}

async function usageOf(name: string | undefined): Promise<string> {
  const command = await commandNamed(name);
  return command ? await renderUsage(command, main) : await renderUsage(main);
}

async function commandNamed(name: string | undefined): Promise<AnyCommand | undefined> {
  return name !== undefined && Object.hasOwn(COMMANDS, name) ? await COMMANDS[name]!() : undefined;
}

/** A mistyped flag must not be passed over: `--sed 5` would train with another seed than was meant. */
async function refuseUnknownFlags(rawArgs: readonly string[]): Promise<void> {
  const command = await commandNamed(rawArgs[0]);
  if (!command) return;
  const known = Object.entries(command.args as ArgsDef)
    .filter(([, { type }]) => type !== 'positional')
    .map(([name]) => `--${name}`);
  for (const argument of rawArgs) {
    const flag = argument.split('=')[0]!;
    if (flag.startsWith('-') && !known.includes(flag)) {
      throw new AttarError(
        'usage',
        `${flag} is not a flag of attar ${rawArgs[0]}; it knows ${known.join(', ')}`,
      );
    }
  }
}

function describe(error: unknown): string {
  if (isAttarError(error)) return `${error.message} [${error.code}]`;
  if (error instanceof Error && error.name === 'CLIError') return `${error.message}; see attar --help`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

await run(process.argv.slice(2));
