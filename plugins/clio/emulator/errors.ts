/** A request the service declines: nothing was changed, and the body says why. */
export class Refusal extends Error {
  readonly status: number;
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, type: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.type = type;
    this.headers = headers;
  }
}

export const badRequest = (message: string): Refusal => new Refusal(400, 'ArgumentError', message);
export const forbidden = (message = 'Permission denied'): Refusal => new Refusal(403, 'ForbiddenError', message);
export const notFound = (noun: string): Refusal => new Refusal(404, 'RecordNotFound', `${noun} not found`);
export const gone = (version: string): Refusal =>
  new Refusal(410, 'GoneError', `API version ${version} is not available`);
export const stale = (): Refusal => new Refusal(412, 'PreconditionFailed', 'The record has changed since that ETag');
export const invalid = (message: string): Refusal => new Refusal(422, 'ArgumentError', message);

/** The body of a refused API request (clio-api facts: errors). */
export const errorBody = (type: string, message: string): { error: { type: string; message: string } } => ({
  error: { type, message },
});
