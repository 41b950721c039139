/** Intents that count, and their points when somebody showed one just now. */
export const INTENT_POINTS = { buy: 45, schedule: 35, price: 30, discount: 20 } as const;
export type LeadIntent = keyof typeof INTENT_POINTS;
export const LEAD_INTENTS = ["buy", "schedule", "price", "discount"] as const satisfies readonly LeadIntent[];

/** What a score is made of; the weights are parts of a hundred. */
export const PART_WEIGHTS = { behaviour: 25, profile: 20, engagement: 30, intent: 25 } as const;
export type Part = keyof typeof PART_WEIGHTS;
export const PARTS = ["behaviour", "profile", "engagement", "intent"] as const satisfies readonly Part[];

/** An intent counts half as much after so many days. */
export const HALF_LIFE_DAYS = 14;
/** Messages and days are counted in this stretch. */
export const WINDOW_DAYS = 30;
/** Who is silent for longer is to be won back; who is silent for the second, is inactive. */
export const RE_ENGAGE_DAYS = 30;
export const INACTIVE_DAYS = 90;

/** How fast the contact answers us, in the middle: up to so many seconds, so many points. */
export const REPLY_POINTS: readonly (readonly [seconds: number, points: number])[] = [
  [300, 40],
  [3_600, 30],
  [21_600, 20],
  [86_400, 10],
];
export const MESSAGE_POINTS = 4;
export const MESSAGES_MOST = 40;
/** For the share of messages between eight and twenty on the workspace's working days. */
export const HOURS_MOST = 20;

export const PROFILE_POINTS = { name: 30, phone: 30, email: 25, company: 15 } as const;

export const DAY_POINTS = 8;
export const DAYS_MOST = 40;
export const RECENCY_MOST = 40;
/** How long the talk goes on, from its first to its last message of ninety days: from so many seconds, so many points. */
export const DURATION_POINTS: readonly (readonly [seconds: number, points: number])[] = [
  [604_800, 20],
  [86_400, 12],
  [600, 6],
];

/** The recommended action: the first of these that fits. */
export const LEAD_ACTIONS = ["re_engage", "call_now", "send_proposal", "qualify", "send_content"] as const;
export type LeadAction = (typeof LEAD_ACTIONS)[number];
export const CALL_OVER = 80;
export const PROPOSAL_OVER = 60;
export const QUALIFY_UNDER = 40;

export const ITEMS = [
  "reply",
  "messages",
  "hours",
  "name",
  "phone",
  "email",
  "company",
  "days",
  "recency",
  "duration",
  ...LEAD_INTENTS,
] as const;
export type ItemName = (typeof ITEMS)[number];
