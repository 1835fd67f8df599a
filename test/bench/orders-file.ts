// Where the order files of the benches are. A variable that is not set skips a bench with one line; one that is set and
// leads nowhere is a mistake, and fails.
import fs from 'node:fs';
import path from 'node:path';

/** @returns the folder that the variable names; undefined, and said so, when it names none */
export function folderFrom(variable: string, skipped: string): string | undefined {
  const folder = process.env[variable];
  if (!folder) {
    process.stderr.write(`${variable} is not set: skipped ${skipped}.\n`);
    return undefined;
  }
  return folder;
}

/** @throws Error when the file is not there */
export function fileIn(...parts: string[]): string {
  const file = path.join(...parts);
  if (!fs.existsSync(file)) throw new Error(`${file} is not there.`);
  return file;
}
