/** The address is not one that the program may call: private, local, or not what the caller is allowed. */
export class AddressRefused extends Error {}
/** The answer is larger than the caller accepts. */
export class AnswerTooLarge extends Error {}
