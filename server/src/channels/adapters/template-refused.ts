/** The provider does not take a template; the message is in its words. */
export class TemplateRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = "TemplateRefused";
  }
}
