// @ts-check
/** Imported first by every command: says what is wrong before anything newer than the running Node is used. */
const NEEDED = [20, 19];

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  console.error(`Attar needs Node ${NEEDED.join('.')} or newer and this is ${process.versions.node}.`);
  process.exit(1);
}
