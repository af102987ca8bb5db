import { describe, expect, it } from 'vitest'
import { isDatabaseAway } from './errors.ts'

const coded = (code: string) => Object.assign(new Error('x'), { code })

describe('a database that is away', () => {
  it.each([
    ['a refused connection', coded('ECONNREFUSED')],
    ['a server that shuts down', coded('57P01')],
    ['a frozen server', new Error('Query read timeout')],
    [
      'a connection that was not made',
      new Error('Connection terminated due to connection timeout'),
    ],
    ['both addresses of a name refused', new AggregateError([coded('ECONNREFUSED')])],
    ['Prisma that cannot reach it', coded('P1001')],
    ['a statement that nobody waits for any longer', coded('57014')],
    ['a disk that is full', coded('53100')],
    ['any of them as the cause', new Error('tick not stored', { cause: coded('ECONNRESET') })],
  ])('is told by %s', (_, error) => expect(isDatabaseAway(error)).toBe(true))

  it.each([
    ['a statement that is wrong', coded('42601')],
    ['a conflict', coded('23505')],
    ['no error at all', 'ECONNREFUSED'],
  ])('is not told by %s', (_, error) => expect(isDatabaseAway(error)).toBe(false))
})
