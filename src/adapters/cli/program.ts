import { Command, CommanderError } from 'commander';
import { addAttention } from './commands/attention.ts';
import { addDoctor } from './commands/doctor.ts';
import { addPlugins } from './commands/plugins.ts';
import { addPreview } from './commands/preview.ts';
import { addReconcile } from './commands/reconcile.ts';
import { addRuns } from './commands/runs.ts';
import { addConvert, addSync } from './commands/sync.ts';
import { exitCodes } from './exit-codes.ts';
import { describeFailure, UsageError } from './failures.ts';
import type { CliSession } from './session.ts';
import { printLines } from './terminal.ts';

const ending = `
Environment of the commands that speak to a server:
  CASEBRIDGE_URL   where it runs, http://localhost:3000 by default
  CASEBRIDGE_KEY   a key of the firm

Exit codes: 0 succeeded, 1 failed or only in part, 2 typed wrongly, 3 something waits for a person`;

/** The program with every command that speaks HTTP to a server; whoever starts it may add more. */
export function clientProgram(session: CliSession): Command {
  const { out, err } = session.terminal;
  const program = new Command('casebridge')
    .description("Carries a law firm's matter from the intake CRM into its case-management system, one way.")
    .showHelpAfterError('Try: casebridge --help')
    .addHelpText('after', ending)
    .exitOverride()
    .configureOutput({ writeOut: (text) => out.write(text), writeErr: (text) => err.write(text) });
  for (const add of [addPlugins, addPreview, addSync, addConvert, addReconcile, addRuns, addAttention, addDoctor])
    add(program, session);
  return program;
}

/** Runs what was typed. Gives the exit code; every failure has been told on `err` by then. */
export async function runProgram(program: Command, session: CliSession, typed: readonly string[]): Promise<number> {
  try {
    await program.parseAsync(typed, { from: 'user' });
    return session.exitCode;
  } catch (failure) {
    // Commander has printed its own complaint by now, or the help that was asked for.
    if (failure instanceof CommanderError) return failure.exitCode === 0 ? exitCodes.succeeded : exitCodes.usage;
    printLines(session.terminal.err, describeFailure(failure));
    return failure instanceof UsageError ? exitCodes.usage : exitCodes.failed;
  }
}
