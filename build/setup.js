// @ts-check
/**
 * @file The first stage of every command: plain Node without packages, from 20.19 on. It installs the packages when they differ
 * from the lock file, links the command line, and hands over to the project's own Node 24, which runs TypeScript as it is.
 */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bins = join(root, 'node_modules/.bin');
const installed = join(root, 'node_modules/.package-lock.json');

/** @returns {never} */
function stop(/** @type {string} */ sentence) {
  console.error(sentence);
  process.exit(1);
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    stop(`Gradscape needs Node 20.19 or newer; this is Node ${process.versions.node}. A newer one is at https://nodejs.org.`);
}

/** npm's own record of what it installed, compared with the lock file: packages for other systems may be absent, none may differ. */
function packagesMatchLock() {
  if (!existsSync(installed)) return false;
  const read = (/** @type {string} */ path) => JSON.parse(readFileSync(path, 'utf8')).packages;
  const wanted = read(join(root, 'package-lock.json'));
  const present = read(installed);
  return Object.entries(wanted).every(([path, { version, optional, peer }]) => {
    if (path === '') return true;
    return path in present ? present[path].version === version : Boolean(optional || peer);
  });
}

/** npm's own script where npm started us: `npm` is a batch file on Windows, and the one on the path may be another. */
function npm(/** @type {string[]} */ ...args) {
  const script = process.env.npm_execpath;
  return script && /\.c?js$/.test(script)
    ? spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
}

function installPackages() {
  if (packagesMatchLock()) return;
  console.log('Installing the packages of package-lock.json ...');
  rmSync(installed, { force: true }); // so that an interrupted installation is seen as one
  const { status, error } = npm('ci', '--no-audit', '--no-fund', '--loglevel=error');
  if (error || status !== 0)
    stop('The packages could not be installed: npm says why above. Check the connection to the npm registry, then run the command again.');
}

/** @returns {string} the path of a Node 24: the one among the packages, or this one where no package is made for the system. */
export function toolchainNode() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  for (const name of [`node-${system}-${process.arch}`, `node-bin-${system}-${process.arch}`]) {
    const path = join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    if (existsSync(path)) return path;
  }
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  return stop(
    `There is no packaged Node 24 for ${process.platform}-${process.arch}. Install Node 24 or newer, then run the command again.`,
  );
}

/** Puts a command among those of the packages, for npm's scripts and npx to find; nothing is written when it is there already. */
function link(/** @type {string} */ name, /** @type {string} */ text) {
  const path = join(bins, name);
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  mkdirSync(bins, { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, 0o755);
}

/**
 * `node` and `gradscape` among the commands of the packages. npm links `node` itself, but npm 10 takes it away again when it drops the
 * packages for other systems. `gradscape` is not a "bin" in package.json, for then npx would install the project into its cache at every
 * call; a file is run as it is, on the Node it names.
 */
export function linkCommands() {
  const node = toolchainNode();
  const packaged = !relative(join(root, 'node_modules'), node).startsWith('..');
  const command = relative(bins, join(root, 'core/cli/gradscape.ts'));
  const program = relative(bins, node);
  if (process.platform === 'win32') {
    const path = packaged ? `%~dp0\\${program}` : node;
    if (packaged && !existsSync(join(bins, 'node.cmd'))) link('node.cmd', `@"${path}" %*\r\n`);
    link('gradscape.cmd', `@"${path}" "%~dp0\\${command}" %*\r\n`);
  } else {
    if (packaged && !existsSync(join(bins, 'node'))) {
      rmSync(join(bins, 'node'), { force: true }); // a link to what is gone does not "exist"
      symlinkSync(program, join(bins, 'node'));
    }
    link('gradscape', `#!/bin/sh\nhere=$(dirname "$0")\nexec "${packaged ? `$here/${program}` : node}" "$here/${command}" "$@"\n`);
  }
}

/** Makes sure that the packages and the commands are there. Quick when they are. */
export function setUp() {
  requireNode();
  installPackages();
  linkCommands();
}

/**
 * Runs a TypeScript file of build/ on Node 24 with the packages' commands on the path, and ends with its exit code.
 * @param {string} script
 * @param {string[]} args
 */
export function handOver(script, args) {
  const separator = process.platform === 'win32' ? ';' : ':';
  const node = toolchainNode();
  const PATH = [dirname(node), bins, process.env.PATH].join(separator);
  const child = spawn(node, [join(root, 'build', script), ...args], { stdio: 'inherit', env: { ...process.env, PATH } });
  // Ctrl+C reaches the child as well, for it is in the same group; this process waits for it to end cleanly.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => signal !== 'SIGINT' && child.kill(signal));
  child.on('error', (error) => stop(`Node 24 did not start (${node}): ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}
