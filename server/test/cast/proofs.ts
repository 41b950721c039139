/**
 * Long proofs have two forms: a short one in every `npm test`, and a long one in `npm run prove`, which sets this variable and runs
 * the files that import from here. Nothing else reads it.
 */
export const isProving = process.env["PROSA_PROVE"] === "1";

/** How often a proof repeats what it does, or for how long, in the form that runs. */
export const howMuch = ({ short, long }: { short: number; long: number }): number => (isProving ? long : short);
