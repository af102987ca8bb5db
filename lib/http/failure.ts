import { z } from 'zod'
import { isDatabaseAway } from '../db/errors.ts'
import { AppError, type FieldProblem, invalidInput } from '../errors.ts'
import type { ErrorBody } from './schema.ts'

/** What zod found wrong, each with the path of its field; an unknown name is a field of its own. */
export function fieldProblems(error: z.ZodError): FieldProblem[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        field: [...issue.path, key].join('.'),
        message: 'unknown',
      }))
    }
    return [{ field: issue.path.join('.') || 'request', message: issue.message }]
  })
}

/** Parses what came from outside; throws `invalid_input` with the fields. */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value)
  if (!result.success) throw invalidInput(fieldProblems(result.error))
  return result.data
}

/** Any error as one of the closed union. The message of an unexpected one is never shown. */
export function appErrorOf(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (error instanceof z.ZodError) return invalidInput(fieldProblems(error))
  if (isDatabaseAway(error)) {
    return new AppError('database_unavailable', 'Postgres does not answer', { cause: error })
  }
  return new AppError('internal', 'Highwater failed; its log names the reason', { cause: error })
}

/** The body of every refusal. */
export function errorBodyOf(error: AppError, requestId: string): ErrorBody {
  const { code, message, details } = error
  return { error: { code, message, ...(details ? { details } : {}), requestId } }
}
