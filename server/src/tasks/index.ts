export {
  /** @public Upper rooms offer what tasks can be about. */
  taskSubject,
} from "./task-subject.ts";
