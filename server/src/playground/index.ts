export { inventAccount, registerAccount, SIMULATED_KINDS, type SimulatedAccount, simulatorHosts } from "./simulated-accounts.ts";
