import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { env } from '../config/env.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { nameFromRoute } from '../paths.ts'
import { createContext } from './context.ts'
import { toCsv } from './csv.ts'
import { appErrorOf, errorBodyOf, parseInput } from './failure.ts'
import { hostRefusal } from './host.ts'
import { logFailure, observeRequest } from './observe.ts'
import { crossOriginRefusal } from './same-origin.ts'
import { type Answer, answer } from './schema.ts'
import { STATUS_OF } from './status.ts'

const nothing = z.strictObject({})
/** Parameters that hold any text, and may therefore travel as `?id=` (`paths.ts`). */
const FREE_NAMES = ['groupId', 'topicName']

type RouteContext = { params: Promise<unknown> }
type Verb<P, Q, R> = (ctx: Context, input: P & Q) => Promise<Answer<R>>

export type RouteSpec<P extends z.ZodType, Q extends z.ZodType, R extends z.ZodType> = {
  /** Route as a template, for metrics: `/api/clusters/[clusterId]`. */
  name: string
  params?: P
  query?: Q
  /** Shape of `data`; checked in development and in tests. */
  data: R
  /** Lists only: the columns that `format=csv` answers, and the name of the file. */
  csv?: { columns: string[]; fileName: string }
  /** A write: needs to come from our own pages. */
  write?: boolean
}

/**
 * A route handler from its schemas and one verb of a service. In order: request id, host, origin of
 * a write, parse (400 with field paths), call, check of the answer outside production, JSON or CSV.
 * Whatever is thrown becomes a status by one table.
 */
export function route<P extends z.ZodType, Q extends z.ZodType, R extends z.ZodType>(
  spec: RouteSpec<P, Q, R>,
  verb: Verb<z.output<P>, z.output<Q>, z.input<R>>,
): (request: Request, context: RouteContext) => Promise<Response> {
  const shape = answer(spec.data)
  return async (request, context) => {
    const requestId = requestIdOf(request)
    const started = performance.now()
    let response: Response
    try {
      guard(request, spec.write === true)
      const input = await readInput(spec, request, context)
      const result = await verb(createContext(requestId), input)
      if (env().nodeEnv !== 'production') shape.parse(result)
      response = respond(spec, input, result)
    } catch (error) {
      const failure = appErrorOf(error)
      if (failure.code === 'internal') logFailure(requestId, spec.name, error)
      response = Response.json(errorBodyOf(failure, requestId), { status: STATUS_OF[failure.code] })
    }
    response.headers.set('x-request-id', requestId)
    response.headers.set('cache-control', 'no-store')
    response.headers.set('x-content-type-options', 'nosniff')
    observeRequest(spec.name, response.status, performance.now() - started)
    return response
  }
}

function requestIdOf(request: Request): string {
  const given = request.headers.get('x-request-id')
  return given !== null && /^[\w-]{8,64}$/.test(given) ? given : randomUUID()
}

function guard(request: Request, write: boolean): void {
  const refusal =
    hostRefusal(request.headers) ?? (write ? crossOriginRefusal(request.headers) : null)
  if (refusal !== null) throw new AppError('forbidden', refusal)
}

async function readInput<P extends z.ZodType, Q extends z.ZodType>(
  spec: { params?: P; query?: Q },
  request: Request,
  context: RouteContext,
): Promise<z.output<P> & z.output<Q>> {
  const query = queryOf(new URL(request.url))
  const params = { ...((await context.params) as Record<string, string> | undefined) }
  for (const name of FREE_NAMES) {
    const param = params[name]
    if (param === undefined) continue
    params[name] = nameFromRoute(param, query.id)
    if (param !== params[name] || query.id !== undefined) delete query.id
  }
  const parsedParams = parseInput(spec.params ?? nothing, params)
  const parsedQuery = parseInput(spec.query ?? nothing, query)
  return { ...(parsedParams as object), ...(parsedQuery as object) } as z.output<P> & z.output<Q>
}

/** A name given twice is refused: whoever reads the address could take the other one. */
function queryOf(url: URL): Record<string, string> {
  const query: Record<string, string> = {}
  for (const [key, value] of url.searchParams) {
    if (Object.hasOwn(query, key)) {
      const details = [{ field: key, message: 'given twice' }]
      throw new AppError('invalid_input', `${key}: given twice`, { details })
    }
    Object.defineProperty(query, key, { value, enumerable: true, configurable: true })
  }
  return query
}

function respond(
  spec: { csv?: { columns: string[]; fileName: string } },
  input: unknown,
  result: Answer<unknown>,
): Response {
  const wantsCsv = (input as { format?: string }).format === 'csv'
  if (!spec.csv || !wantsCsv) return Response.json(result)
  const { items } = result.data as { items: object[] }
  return new Response(toCsv(spec.csv.columns, items), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${spec.csv.fileName}.csv"`,
    },
  })
}
