export { playgroundRoutes } from "./playground.routes.ts";
export { playgroundRights } from "./rights.ts";
export { inventAccount, registerAccount, SIMULATED_KINDS, type SimulatedAccount, simulatorHosts } from "./simulated-accounts.ts";
