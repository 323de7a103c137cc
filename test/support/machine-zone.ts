/** West of, at and far east of Greenwich: a day that leans on the machine's clock moves in one of them. */
export const machineZones = ['UTC', 'America/Los_Angeles', 'Pacific/Auckland'] as const;

/** Does something as a machine in the zone would. */
export function onMachineIn<Result>(zone: string, act: () => Result): Result {
  const before = process.env.TZ;
  process.env.TZ = zone;
  try {
    const heeded = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (heeded !== zone) throw new Error(`This machine stays in ${heeded}, so the test would prove nothing.`);
    return act();
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
}
