/**
 * A setting that cannot be used. `line` is 1-based in `file`, null where there is no line to point
 * at (an environment variable, a missing file). `reason` never holds the value of a secret.
 */
export class ConfigError extends Error {
  readonly file: string | null
  readonly line: number | null
  readonly field: string
  readonly reason: string

  constructor(problem: {
    file: string | null
    line: number | null
    field: string
    reason: string
  }) {
    const place = problem.file
      ? `${problem.file}${problem.line === null ? '' : `:${problem.line}`}: `
      : ''
    super(`${place}${problem.field ? `${problem.field}: ` : ''}${problem.reason}`)
    this.name = 'ConfigError'
    this.file = problem.file
    this.line = problem.line
    this.field = problem.field
    this.reason = problem.reason
  }
}
