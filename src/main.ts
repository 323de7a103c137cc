#!/usr/bin/env node
import { clientProgram, runProgram } from './adapters/cli/program.ts';
import { CliSession } from './adapters/cli/session.ts';
import { processTerminal } from './adapters/cli/terminal.ts';
import { addServerCommands } from './composition/server-commands.ts';

const session = new CliSession(processTerminal(), process.env);
const program = clientProgram(session);
addServerCommands(program, session, process.env);
// Not process.exit: a server goes on after its command has returned, and output that is still on its way must arrive.
process.exitCode = await runProgram(program, session, process.argv.slice(2));
