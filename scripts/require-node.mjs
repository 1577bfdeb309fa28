// @ts-check
/** Imported first by every command: says what is wrong before anything newer than the running Node is used. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
if (!fits) {
  console.error(`Attar needs Node 20.19, 22.12 or newer and this is ${process.versions.node}.`);
  process.exit(1);
}
