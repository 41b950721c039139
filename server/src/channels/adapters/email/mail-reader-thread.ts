import { parentPort } from "node:worker_threads";
import type { MailAnswer, MailQuestion } from "./mail-reader.ts";
import { fileInMail, readMail } from "./read-mail.ts";

// The thread `mail-reader.ts` starts.
parentPort?.on("message", (question: MailQuestion) => {
  void answer(question).then((told) => parentPort?.postMessage(told));
});

async function answer(question: MailQuestion): Promise<MailAnswer> {
  const raw = Buffer.from(question.raw.buffer);
  try {
    return { value: question.task === "read" ? await readMail(raw) : await fileInMail(raw, question.providerMediaId) };
  } catch (error) {
    return { error: new Error((error as Error).message) };
  }
}
