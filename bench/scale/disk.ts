/** The next read of the file comes from the disk: the kernel drops what it kept of it. */
export async function forgetFile(path: string): Promise<void> {
  const args = [`if=${path}`, "iflag=nocache", "count=0"];
  const { success } = await new Deno.Command("dd", { args, stderr: "null" }).output();
  if (!success) throw new Error("dd cannot drop a file from the cache");
}
