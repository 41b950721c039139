import { useQuery } from "@tanstack/react-query";
import { api, unwrap } from "../api/client.ts";
import { Button } from "../ui/button.tsx";
import { Problem } from "../ui/form.tsx";
import { useAct } from "../ui/use-act.ts";
import { useProblem } from "./paths.ts";
import { useWords } from "./words/words.ts";

interface SignOnProps {
  /** Where the person wanted to go. */
  next?: string | undefined;
  /** Of an invitation that is accepted by it. */
  invitation?: string;
}

/** A button for each provider of logins, and what went wrong with the last one. */
export function SignOnButtons({ next, invitation }: SignOnProps) {
  const t = useWords();
  const problem = useProblem();
  const { data } = useQuery({
    queryKey: ["sign-on", "providers"],
    queryFn: () => unwrap(api.GET("/api/v1/login/single-sign-on/providers")),
  });
  const begin = useAct(
    t,
    async (providerId: string) => {
      const body = { providerId, ...(next === undefined ? {} : { next }), ...(invitation === undefined ? {} : { invitation }) };
      const { url } = await unwrap(api.POST("/api/v1/login/single-sign-on", { body }));
      window.location.assign(url);
    },
    { problem: "inline" },
  );
  return (
    <>
      {data?.items.map(({ id, label }) => (
        <Button key={id} size="wide" busy={begin.busy} onClick={() => void begin.run(id)}>
          {t(invitation === undefined ? "signOn.with" : "signOn.acceptWith", { label })}
        </Button>
      ))}
      <Problem problem={begin.problem ?? (problem === undefined ? null : t.find(`problem.${problem}`))} />
    </>
  );
}
