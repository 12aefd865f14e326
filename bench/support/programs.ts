/** Whether a program can be started by its name. */
export async function hasProgram(name: string): Promise<boolean> {
  const { success } = await new Deno.Command("sh", {
    args: ["-c", `command -v ${name}`],
    stdout: "null",
    stderr: "null",
  }).output();
  return success;
}

/** What a program writes; throws with its errors where it fails. */
export async function output(
  program: string,
  args: string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(program, { args, ...options })
    .output();
  if (!success) throw new Error(`${program}: ${new TextDecoder().decode(stderr).slice(-2000)}`);
  return new TextDecoder().decode(stdout);
}

/** The first Python that has a module: the one of PATH, else the system's. */
export async function pythonWith(module: string): Promise<string | undefined> {
  for (const python of ["python3", "/usr/bin/python3"]) {
    const args = ["-c", `import ${module}`];
    const has = await output(python, args).then(() => true, () => false);
    if (has) return python;
  }
  return undefined;
}
