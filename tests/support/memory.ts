/** Resident memory of a process in bytes, now and at its highest since `forgetPeak`; Linux only. */
export async function memoryOf(pid: number): Promise<{ now: number; peak: number }> {
  const status = await Deno.readTextFile(`/proc/${pid}/status`);
  const bytes = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? NaN) * 1024;
  return { now: bytes("VmRSS"), peak: bytes("VmHWM") };
}

/** Forgets the peak so far. */
export async function forgetPeak(pid: number): Promise<void> {
  await Deno.writeTextFile(`/proc/${pid}/clear_refs`, "5");
}
