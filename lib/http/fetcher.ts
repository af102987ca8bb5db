import type { FieldProblem } from '../errors.ts'
import type { Answer, ErrorBody, ErrorCode } from './schema.ts'

/**
 * Why a request of the browser did not succeed. `network`: the server did not answer at all; then
 * `status` is 0 and there is no request id.
 */
export class FetchError extends Error {
  readonly code: ErrorCode | 'network'
  readonly status: number
  readonly requestId: string | null
  readonly details: FieldProblem[]

  constructor(
    code: ErrorCode | 'network',
    message: string,
    options: { status?: number; requestId?: string | null; details?: FieldProblem[] } = {},
  ) {
    super(message)
    this.name = 'FetchError'
    this.code = code
    this.status = options.status ?? 0
    this.requestId = options.requestId ?? null
    this.details = options.details ?? []
  }
}

async function refusal(response: Response): Promise<FetchError> {
  const requestId = response.headers.get('x-request-id')
  try {
    const { error } = (await response.json()) as ErrorBody
    return new FetchError(error.code, error.message, {
      status: response.status,
      requestId: error.requestId,
      details: error.details ?? [],
    })
  } catch {
    return new FetchError('internal', `The server answered ${response.status}`, {
      status: response.status,
      requestId,
    })
  }
}

/**
 * One request to our own API. Resolves to the whole answer (`data`, `observedAt`, `warnings`);
 * throws `FetchError`. An aborted request rethrows the abort, for nobody is waiting any more.
 */
export async function fetchAnswer<T>(
  url: string,
  options: { signal?: AbortSignal; method?: 'GET' | 'POST' } = {},
): Promise<Answer<T>> {
  let response: Response
  try {
    response = await fetch(url, {
      method: options.method ?? 'GET',
      signal: options.signal ?? null,
      headers: { accept: 'application/json' },
      credentials: 'same-origin',
    })
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new FetchError('network', 'Highwater does not answer')
  }
  if (!response.ok) throw await refusal(response)
  return (await response.json()) as Answer<T>
}
