export {
  /** @public Flows offer it, so that a correction goes on in the run. */
  askAgain,
} from "./ask-again.ts";
export { submitRegistration } from "./submit-registration.ts";
