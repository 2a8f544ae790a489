import { type RefusalCode } from '../domain/process/command.js';

/**
 * Every error of the API by its stable code. A refused command keeps the code of its refusal;
 * no text ever carries a figure. Source of the shape: RFC 9457, problem details.
 */
export const problemTypes = {
  Malformed: { status: 400, title: 'The request has missing or wrong fields' },
  SignInNeeded: { status: 401, title: 'Sign in first' },
  NotPermitted: { status: 403, title: 'You may not do this here' },
  NotFound: { status: 404, title: 'This does not exist' },
  MethodNotAllowed: { status: 405, title: 'This address does not take that method' },
  NotAcceptable: { status: 406, title: 'This address does not answer in that format' },
  StaleVersion: { status: 409, title: 'It has changed since you read it' },
  RecordConflict: { status: 409, title: 'This process is stopped until an operator has checked it' },
  AlreadyStarted: { status: 409, title: 'It has been started already' },
  TooLarge: { status: 413, title: 'The request is too large' },
  AddressTooLong: { status: 414, title: 'The address is too long' },
  UnsupportedMediaType: { status: 415, title: 'This address does not take that kind of content' },
  WrongStage: { status: 422, title: 'This decision is not open now' },
  Suspended: { status: 423, title: 'This school-year is suspended' },
  SecondPersonNeeded: { status: 422, title: 'Another person must decide this' },
  ReasonMissing: { status: 422, title: 'A reason or evidence is missing' },
  OutOfRange: { status: 422, title: 'A value is outside what is allowed' },
  Unlikely: { status: 422, title: 'The value is possible and unlikely; please check it' },
  NothingPending: { status: 422, title: 'Nothing is waiting for this decision' },
  UnknownShock: { status: 422, title: 'No shock has this id' },
  CoversNoSchool: { status: 422, title: 'The event covers no school' },
  ShockDatesUnfit: { status: 422, title: 'The dates of the shock do not fit' },
  MilestoneUnfit: { status: 422, title: 'The milestone does not fit' },
  CommandIdReused: { status: 422, title: 'This command id was used for another decision' },
  HeadersTooLarge: { status: 431, title: 'The headers of the request are too large' },
  UnknownYear: { status: 422, title: 'No terms are set for this academic year' },
  TooManyRequests: { status: 429, title: 'Too many requests' },
  Internal: { status: 500, title: 'Something went wrong here' },
  Busy: { status: 503, title: 'The service is busy' },
  EngineUnreachable: { status: 503, title: 'The workflow engine does not answer' },
} as const satisfies Readonly<Record<string, ProblemType>> & Readonly<Record<RefusalCode, ProblemType>>;

interface ProblemType {
  readonly status: number;
  readonly title: string;
}

export type ProblemCode = keyof typeof problemTypes;

/** One fault of a request: where it is and what to do. */
export interface Fault {
  readonly where: string;
  readonly problem: string;
}

/** The present state, for somebody whose decision was taken on an older version; it holds no figure. */
export interface CurrentState {
  readonly version?: number;
  readonly stage?: string;
  readonly status?: string;
  readonly isPaused?: boolean;
}

interface ProblemExtras {
  readonly errors?: readonly Fault[];
  readonly current?: CurrentState;
}

export interface ProblemBody extends ProblemExtras {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail: string;
}

/** An error whose sentence the API returns unchanged. */
export class ApiProblem extends Error {
  readonly code: ProblemCode;
  readonly extras: ProblemExtras;

  constructor(code: ProblemCode, detail: string, extras: ProblemExtras = {}) {
    super(detail);
    this.name = 'ApiProblem';
    this.code = code;
    this.extras = extras;
  }
}

export const problemMediaType = 'application/problem+json';

export function problemBody({ code, message, extras }: ApiProblem): ProblemBody {
  const { status, title } = problemTypes[code];
  return { type: `urn:abie:problem:${code}`, title, status, code, detail: message, ...extras };
}

/** The same words whether a thing is out of reach or does not exist, so that nobody learns which. */
export const notPermitted = (): ApiProblem =>
  new ApiProblem(
    'NotPermitted',
    'Your role may not do this here, or there is nothing here for you. Ask the person who runs the service if you think you should.',
  );

export const notFound = (what: string): ApiProblem =>
  new ApiProblem('NotFound', `There is no ${what}. Check the address.`);
