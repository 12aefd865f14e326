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

/** Milliseconds of the processor that a process has used, by all its threads; Linux only. */
export async function processorMsOf(pid: number): Promise<number> {
  let nanoseconds = 0;
  for await (const { name } of Deno.readDir(`/proc/${pid}/task`)) {
    const stat = await Deno.readTextFile(`/proc/${pid}/task/${name}/schedstat`).catch(() => "0");
    nanoseconds += Number(stat.split(" ")[0]);
  }
  return nanoseconds / 1e6;
}
