#!/usr/bin/env node
import { CommanderError } from 'commander';
import { program } from './program';
import { fail, outliveReaders } from './streams';

/** Bad usage, and input that cannot be read. */
const BAD_INPUT = 2;

outliveReaders();
program().parseAsync().catch((error: unknown) => {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : BAD_INPUT;
    return;
  }
  fail(`this is a bug in everynode, please report it: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = BAD_INPUT;
});
