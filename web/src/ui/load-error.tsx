import { ApiError } from "../api/client.ts";
import { useCommonWords } from "../text/define-words.ts";
import { Blank } from "./blank.tsx";
import { Button } from "./button.tsx";
import { CircleAlert, TriangleAlert } from "./icons.generated.ts";

interface LoadErrorProps {
  onRetry: () => void;
  /** What the server said: what is not there does not come by asking again. */
  error?: unknown;
}

/** Something could not be loaded; it can be asked for again, unless it does not exist. */
export function LoadError({ onRetry, error }: LoadErrorProps) {
  const t = useCommonWords();
  if (error instanceof ApiError && (error.status === 404 || error.status === 400)) return <NotThere />;
  return (
    <Blank icon={<TriangleAlert size={20} />} tone="danger" title={t("error.title")} text={t("error.text")}>
      <Button size="small" onClick={onRetry}>
        {t("error.retry")}
      </Button>
    </Blank>
  );
}

/** The address names nothing that there is, or nothing that this person sees. */
export function NotThere() {
  const t = useCommonWords();
  return <Blank icon={<CircleAlert size={20} />} title={t("error.notThere")} text={t("error.notThereText")} />;
}
