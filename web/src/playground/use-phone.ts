import { useCallback, useEffect, useState } from "react";

/** The person whose phone it is. Without `waId` the number is hidden. */
export interface Person {
  waId?: string;
  userId: string;
  name: string;
}

/** As the simulator tells it over HTTP; the two programs share no code. */
export interface PhoneMessage {
  id: string;
  from: "person" | "business";
  at: number;
  type: string;
  body: Record<string, unknown>;
  status: "accepted" | "sent" | "delivered" | "read";
  replyTo?: string;
  reactions: { from: "person" | "business"; emoji: string }[];
}

export type PersonAction = { kind: string } & Record<string, unknown>;

interface Chat {
  version: number;
  typing: boolean;
  messages: PhoneMessage[];
}

/** The phone's own view of the chat, from the simulator, by long polling. */
export function usePhone(channelId: string | undefined, person: Person) {
  const [chat, setChat] = useState<Chat>({ version: 0, typing: false, messages: [] });
  const [away, setAway] = useState(false);
  const { userId } = person;

  useEffect(() => {
    if (channelId === undefined) return;
    const stop = new AbortController();
    setChat({ version: 0, typing: false, messages: [] });
    void (async () => {
      let since = "";
      while (!stop.signal.aborted) {
        try {
          const answer = await fetch(`/api/v1/playground/channels/${channelId}/chat?userId=${encodeURIComponent(userId)}${since}`, {
            signal: stop.signal,
          });
          if (!answer.ok) throw new Error(String(answer.status));
          const next = (await answer.json()) as Chat;
          since = `&since=${next.version}`;
          setChat(next);
          setAway(false);
        } catch {
          if (stop.signal.aborted) return;
          setAway(true);
          await new Promise((resolve) => setTimeout(resolve, 2_000));
        }
      }
    })();
    return () => stop.abort();
  }, [channelId, userId]);

  const post = useCallback(
    async (path: "actions" | "scenarios", body: object) => {
      if (channelId === undefined) return undefined;
      return fetch(`/api/v1/playground/channels/${channelId}/${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    },
    [channelId],
  );
  const act = (action: PersonAction) => post("actions", { person, action });
  /** What the simulator has for this key. @returns the answer, with how far the clock is ahead then */
  const play = (scenario: string, as = person) => post("scenarios", { person: as, scenario });
  return { chat, away, act, play };
}
