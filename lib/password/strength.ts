/** Longer passwords are judged by their first characters: the estimate's cost grows with the length. */
const MAX_JUDGED = 40;
const MAX_LOOK_ALIKES = 10;

type Estimator = { check(password: string, words: string[]): { guessesLog10: number } };
let estimator: Promise<Estimator> | undefined;

/**
 * How many guesses a password would take, as a power of ten: lists of common passwords, Spanish
 * words and names, runs of neighbouring keys, dates and repetitions (zxcvbn, all offline). `words`
 * are those that others know of its owner. The ñ is left out: the keyboards that the estimate knows
 * have none, so that it would break a run of neighbouring keys.
 */
export async function guessesOf(password: string, words: string[]): Promise<number> {
  estimator ??= createEstimator();
  const judged = password.normalize("NFC").replace(/ñ/gi, "");
  return (await estimator).check(judged, words).guessesLog10;
}

/** The lists take 40 MB and a sixth of a second, so they are read when the first password is judged. */
async function createEstimator(): Promise<Estimator> {
  const [{ ZxcvbnFactory }, common, spanish] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
    import("@zxcvbn-ts/language-es-es"),
  ]);
  return new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...spanish.dictionary },
    graphs: common.adjacencyGraphs,
    maxLength: MAX_JUDGED,
    l33tMaxSubstitutions: MAX_LOOK_ALIKES,
  });
}
