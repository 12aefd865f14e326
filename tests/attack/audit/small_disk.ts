import { findProgram, run } from "../process.ts";

/** A disk of some megabytes in memory, which can be filled to its last byte. */
export type Disk = AsyncDisposable & {
  folder: string;
  fill(): Promise<void>;
  /** Takes away what filled it. */
  empty(): Promise<void>;
};

const MIB = 2 ** 20;
const MOUNT_SECONDS = 10;
const FILLER = "filler";
const mounted = new Set<string>();

/** Mounts a new disk, or says why this machine does not let us. */
export async function mountDisk(
  folder: string,
  sizeMib: number,
): Promise<Disk | { refused: string }> {
  if (Deno.uid() !== 0) return { refused: "only root may mount a small disk" };
  const [mount, umount] = [await findProgram("mount"), await findProgram("umount")];
  if (!mount || !umount) return { refused: "mount is not installed" };
  await Deno.mkdir(folder, { recursive: true });
  const args = ["-t", "tmpfs", "-o", `size=${sizeMib}m`, "tmpfs", folder];
  const { code, output } = await run({ command: mount, args, folder: "/" }, MOUNT_SECONDS);
  const [reason = ""] = output.split("\n");
  if (code !== 0) return { refused: `no small disk can be mounted here: ${reason}` };
  mounted.add(folder);
  return {
    folder,
    fill: () => fill(`${folder}/${FILLER}`, sizeMib),
    empty: () => Deno.remove(`${folder}/${FILLER}`),
    [Symbol.asyncDispose]: () => unmount(folder),
  };
}

/** Only root may mount a disk; elsewhere the tests with `max_page_count` are all. */
export async function canMount(): Promise<boolean> {
  const folder = await Deno.makeTempDir({ prefix: "zona-ser-" });
  const disk = await mountDisk(folder, 1);
  if (!("refused" in disk)) await disk[Symbol.asyncDispose]();
  await Deno.remove(folder);
  return !("refused" in disk);
}

/** Unmounts what is still mounted when the attack itself is told to end. */
export async function unmountAll(): Promise<void> {
  await Promise.all([...mounted].map(unmount));
}

/** Lazily, so that a file which is still open keeps nothing mounted. */
async function unmount(folder: string): Promise<void> {
  if (!mounted.delete(folder)) return;
  const wish = { command: "umount", args: ["--lazy", folder], folder: "/" };
  const { code, output } = await run(wish, MOUNT_SECONDS);
  if (code !== 0) throw new Error(`${folder} stays mounted: ${output}`);
}

async function fill(path: string, sizeMib: number): Promise<void> {
  using file = await Deno.open(path, { write: true, createNew: true });
  const bytes = new Uint8Array(MIB);
  try {
    for (let mib = 0; mib <= sizeMib; mib++) await file.write(bytes);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOSPC") return;
    throw error;
  }
  throw new Error(`${path} did not fill the disk`);
}
