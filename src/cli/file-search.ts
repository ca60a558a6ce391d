import { readdirSync, realpathSync, statSync } from 'fs';
import { extname, join } from 'path';
import { fileProblem } from './streams';
import { Problem } from '../model/source';

const EXTENSIONS = ['.yaml', '.yml', '.json'];

/**
 * Finds the files that paths name: a file itself, and of a folder every manifest below it, in order of names. Links are followed; a
 * file or folder that is reached again is passed over. What cannot be looked at is a problem, and hides nothing else.
 */
export class FileSearch {
  public readonly files: string[] = [];
  public readonly problems: Problem[] = [];
  private readonly seen = new Set<string>();

  /** Adds what a path names. */
  public add(path: string): void {
    this.attempt(path, () => {
      const stat = statSync(path);
      if (!stat.isDirectory()) { this.take(path, stat.isFile()); return; }
      if (!this.seen.has(realpathSync(path)) && !this.walk(path)) {
        this.problems.push({ message: `is a folder without a manifest (${EXTENSIONS.join(', ')})`, file: path });
      }
    });
  }

  /** @returns whether there is anything to read, or to complain of */
  private walk(folder: string): boolean {
    const real = realpathSync(folder);
    if (this.seen.has(real)) { return false; }
    this.seen.add(real);
    return readdirSync(folder).sort().map(name => this.enter(join(folder, name))).includes(true);
  }

  private enter(path: string): boolean {
    const manifest = EXTENSIONS.includes(extname(path).toLowerCase());
    return this.attempt(path, () => {
      const stat = statSync(path, { throwIfNoEntry: false });
      if (stat?.isDirectory()) { return this.walk(path); }
      if (!manifest) { return false; }
      if (!stat) { this.problems.push({ message: 'is a link that leads nowhere', file: path }); }
      if (stat?.isFile()) { this.take(path, true); }
      return true;
    }) ?? true;
  }

  /** Pipes and devices have no path of their own to be known by. */
  private take(path: string, regular: boolean): void {
    const real = regular ? realpathSync(path) : path;
    if (regular && this.seen.has(real)) { return; }
    this.seen.add(real);
    this.files.push(path);
  }

  private attempt<T>(path: string, look: () => T): T | undefined {
    try {
      return look();
    } catch (error) {
      this.problems.push({ message: `cannot be read: ${fileProblem(error)}`, file: path });
      return undefined;
    }
  }
}
