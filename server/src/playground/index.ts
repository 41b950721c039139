export { playgroundRoutes } from "./playground.routes.ts";
export { inventAccount, registerAccount, SIMULATED_KINDS, type SimulatedAccount } from "./simulated-accounts.ts";
