import { bytesWhile, drawHead, drawSaid, startPaper } from "../../platform/index.ts";
import { exportedOf, type Head, type Said, teller, titleOf } from "./transcript-lines.ts";

/** The same as the text, on A4: of a message who and when above its words. What our letters do not have, such as emoji, is left out. */
export async function* asPaper(head: Head, pages: AsyncIterable<Said[]>): AsyncGenerator<Uint8Array> {
  const paper = await startPaper({ title: titleOf(head), author: head.channel });
  drawHead(paper, { title: head.contact, left: [head.channel, head.subject ?? ""].filter(Boolean).join(" · "), right: exportedOf(head) });
  const tell = teller(head);
  yield* bytesWhile(paper, pages, (page) => {
    for (const said of page) {
      const { when, who, text } = tell(said);
      drawSaid(paper, `${who} · ${when}`, text);
    }
  });
}
