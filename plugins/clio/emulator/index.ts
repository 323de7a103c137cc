import { ClioEmulator } from './emulator.ts';
import type { ClioEmulatorOptions } from './settings.ts';

export type { ClioEmulator, Who } from './emulator.ts';
export type { AccountSeed, PracticeAreaSeed, UserSeed } from './seeds.ts';
export type { Access, Area, ClioEmulatorOptions, Settings } from './settings.ts';
export type { Fault, FaultHandle, FaultKind, FaultMatch, Faults } from './faults.ts';
export type { HeldDocument, Holdings } from './holdings.ts';
export type { Host, LogEntry, RequestListener } from './log.ts';
export type { DroppedFile, People } from './people.ts';

/** Starts an emulator of the Clio Manage API (v4) with its OAuth pages and its storage host. */
export async function startClioEmulator(options: ClioEmulatorOptions): Promise<ClioEmulator> {
  const emulator = new ClioEmulator(options);
  await emulator.open();
  return emulator;
}
