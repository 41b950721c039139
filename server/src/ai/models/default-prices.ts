/** What a model costs, in millionths of a US dollar for a million tokens. */
export interface Price {
  input: number;
  output: number;
}

const dollars = (input: number, output: number): Price => ({ input: input * 1_000_000, output: output * 1_000_000 });

/** List prices as far as they were known when this was written; a workspace writes over them. The one place of the program that knows names of models. */
export const PRICES_OF = "2025-11";
export const DEFAULT_PRICES: Readonly<Record<string, Price>> = {
  "gpt-4o": dollars(2.5, 10),
  "gpt-4o-mini": dollars(0.15, 0.6),
  "gpt-4.1": dollars(2, 8),
  "gpt-4.1-mini": dollars(0.4, 1.6),
  "gpt-4.1-nano": dollars(0.1, 0.4),
  "gpt-5": dollars(1.25, 10),
  "gpt-5-mini": dollars(0.25, 2),
  "gpt-5-nano": dollars(0.05, 0.4),
  "claude-opus-4-1": dollars(15, 75),
  "claude-sonnet-4-5": dollars(3, 15),
  "claude-haiku-4-5": dollars(1, 5),
  "gemini-2.5-pro": dollars(1.25, 10),
  "gemini-2.5-flash": dollars(0.3, 2.5),
  "gemini-2.5-flash-lite": dollars(0.1, 0.4),
};
