import * as fc from "fast-check";

/**
 * What properties are tried with is the same in every run: what fails here fails everywhere, and no
 * run fails once by chance. FUZZ_SEED gives others.
 */
fc.configureGlobal({ seed: Number(Deno.env.get("FUZZ_SEED") ?? 20261129) });

export { fc };
