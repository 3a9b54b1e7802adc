// A lock between processes: a file that holds the process id of its owner, who touches it while it works. One whose
// owner is gone is taken over, and so is one that nobody has touched for long: its id may be another process's by now.
import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const touchEveryMilliseconds = 5_000;
const abandonedAfterMilliseconds = 120_000;

/** Runs `work` while no other process does; `onWait` is told once when it has to wait, with the owner's process id. */
export async function withLock(path, work, onWait = () => {}) {
  for (let isFirst = true; !take(path); isFirst = false) {
    const owner = ownerOf(path);
    if (owner !== undefined && isAbandoned(path, owner)) breakLock(path, owner);
    else {
      if (isFirst) onWait(owner);
      await delay(200);
    }
  }
  const release = () => rmSync(path, { force: true });
  process.once('exit', release);
  const touch = () => ownerOf(path) === process.pid && utimesSync(path, new Date(), new Date());
  const touching = setInterval(touch, touchEveryMilliseconds);
  try {
    return await work();
  } finally {
    clearInterval(touching);
    process.removeListener('exit', release);
    release();
  }
}

function take(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Undefined while the file is gone or still empty. */
function ownerOf(path) {
  try {
    return Number(readFileSync(path, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

function isAbandoned(path, owner) {
  if (owner === process.pid || !isAlive(owner)) return true;
  const touchedAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return touchedAt !== undefined && Date.now() - touchedAt > abandonedAfterMilliseconds;
}

function isAlive(processId) {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Moved aside first: when another process was quicker, what was moved is its fresh lock, and it is put back. */
function breakLock(path, deadOwner) {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    if (ownerOf(aside) === deadOwner) rmSync(aside);
    else renameSync(aside, path);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}
