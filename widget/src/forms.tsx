import { useState } from "preact/hooks";
import type { Connection } from "./connection.ts";
import type { Words } from "./words.ts";

/** Nothing is kept in the browser before this was answered. */
export function AskConsent({ words, onAnswer }: { words: Words; onAnswer: (agreed: boolean) => void }) {
  return (
    <div class="form">
      <p>{words.consent}</p>
      <button type="button" class="main" onClick={() => onAnswer(true)}>
        {words.agree}
      </button>
      <button type="button" class="plain" onClick={() => onAnswer(false)}>
        {words.decline}
      </button>
    </div>
  );
}

/** What the business wants to know first: the answers are the first thing that the team reads. */
export function AskFirst({ fields, words, connection }: { fields: string[]; words: Words; connection: Connection }) {
  const label = (field: string) => (field === "name" || field === "email" || field === "phone" ? words[field] : field.replaceAll("_", " "));
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        const given = Object.fromEntries([...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value).trim()]));
        const { name, email } = given;
        void connection
          .tell({ ...(name === undefined ? {} : { name }), ...(email === undefined ? {} : { email }) })
          .catch(() => undefined)
          .then(() => connection.send({ type: "form", name: "before_chat", form: given }));
      }}
    >
      <h3>{words.before}</h3>
      {fields.map((field) => (
        <label key={field}>
          {label(field)}
          <input
            name={field}
            {...(field === "email" ? { type: "email" as const } : field === "phone" ? { type: "tel" as const } : { type: "text" as const })}
            autocomplete={field === "phone" ? "tel" : field === "name" || field === "email" ? field : "off"}
            maxLength={200}
            required
          />
        </label>
      ))}
      <button type="submit" class="main">
        {words.start}
      </button>
    </form>
  );
}

/** For those who do not want to wait: the answer is announced by mail, with a link back into this chat. */
export function LeaveEmail({ words, connection }: { words: Words; connection: Connection }) {
  const [isLeft, setLeft] = useState(false);
  if (isLeft)
    return (
      <p class="leave" role="status">
        {words.left}
      </p>
    );
  return (
    <form
      class="leave"
      onSubmit={(event) => {
        event.preventDefault();
        const email = String(new FormData(event.currentTarget).get("email"));
        void connection.tell({ email }).then(
          () => setLeft(true),
          () => undefined,
        );
      }}
    >
      <p>{words.leaveEmail}</p>
      <input name="email" type="email" autocomplete="email" aria-label={words.email} required />
      <button type="submit" class="plain">
        {words.leave}
      </button>
    </form>
  );
}
