import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { BellRing } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { useWords } from "./words/words.ts";

/** The browser is asked only when somebody wants to see notices outside of the page; then there is nothing more to ask. */
export function DesktopPermission() {
  const t = useWords();
  const isSupported = "Notification" in window;
  const [permission, setPermission] = useState(isSupported ? Notification.permission : "granted");
  if (permission === "granted") return null;
  if (permission === "denied") return <p className={ink.secondary}>{t("notices.denied")}</p>;
  return (
    <div>
      <Button onClick={() => void Notification.requestPermission().then(setPermission)}>
        <BellRing size={14} /> {t("notices.allow")}
      </Button>
    </div>
  );
}
