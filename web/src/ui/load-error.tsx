import { useCommonWords } from "../text/define-words.ts";
import { Blank } from "./blank.tsx";
import { Button } from "./button.tsx";
import { TriangleAlert } from "./icons.generated.ts";

/** Something could not be loaded; it can be asked for again. */
export function LoadError({ onRetry }: { onRetry: () => void }) {
  const t = useCommonWords();
  return (
    <Blank icon={<TriangleAlert size={20} />} tone="danger" title={t("error.title")} text={t("error.text")}>
      <Button size="small" onClick={onRetry}>
        {t("error.retry")}
      </Button>
    </Blank>
  );
}
