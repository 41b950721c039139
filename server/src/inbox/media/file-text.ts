/** The words of a file as Markdown. `emptyPages`: of a PDF, those without text: pictures of pages. */
interface FileText {
  title: string | null;
  markdown: string;
  pages: number | null;
  emptyPages: number[];
}

/** `unreadable`: damaged, locked or something else than it says. `too_large`: it unpacks to more than is safe to open. */
export type ReadText = FileText | { refused: "unreadable" | "too_large" };
