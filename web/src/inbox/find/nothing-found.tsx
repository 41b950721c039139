import { ApiError } from "../../api/client.ts";
import { Blank } from "../../ui/blank.tsx";
import { Button } from "../../ui/button.tsx";
import { CircleAlert, ListFilter } from "../../ui/icons.generated.ts";
import { LoadError } from "../../ui/load-error.tsx";
import { useWords } from "./words/words.ts";

interface NothingFoundProps {
  /** Why the server did not answer; null when it did, with nothing. */
  error: Error | null;
  onRetry: () => void;
  onEdit: () => void;
  onClear: () => void;
}

/** What stands in place of a filtered list: nothing matches, the filter cannot be asked, or it takes too long. */
export default function NothingFound({ error, onRetry, onEdit, onClear }: NothingFoundProps) {
  const t = useWords();
  if (error === null)
    return (
      <Blank icon={<ListFilter size={20} />} title={t("find.nothing")} text={t("find.nothingText")}>
        <Button size="small" onClick={onClear}>
          {t("find.clear")}
        </Button>
      </Blank>
    );
  if (!(error instanceof ApiError) || error.status >= 500) return <LoadError onRetry={onRetry} />;
  const isSlow = error.code === "inbox.filter_too_slow";
  return (
    <Blank
      icon={<CircleAlert size={20} />}
      tone="danger"
      title={t(isSlow ? "find.slow" : "find.bad")}
      text={t(isSlow ? "find.slowText" : "find.badText")}
    >
      <Button size="small" onClick={onEdit}>
        {t("find.edit")}
      </Button>
      <Button size="small" tone="ghost" onClick={onClear}>
        {t("find.clear")}
      </Button>
    </Blank>
  );
}
