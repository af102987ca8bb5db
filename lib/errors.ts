import type { ErrorCode } from './http/schema.ts'

export type FieldProblem = { field: string; message: string }

/**
 * The one error that services throw on purpose. `code` is from the closed union of `http/schema.ts`;
 * `message` is safe to show to the caller. Anything else that is thrown is `internal`.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: FieldProblem[] | undefined

  constructor(
    code: ErrorCode,
    message: string,
    options: { details?: FieldProblem[]; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.details = options.details
  }
}

export const notFound = (what: string, name: string): AppError =>
  new AppError('not_found', `No ${what} named ${name}`)

export const invalidInput = (details: FieldProblem[]): AppError =>
  new AppError('invalid_input', details.map((d) => `${d.field}: ${d.message}`).join('; '), {
    details,
  })
