import { connect } from 'node:net'

/** A Metadata request, version 4, for no topic at all: the broker list alone (Kafka protocol guide, "Metadata API"). */
const request = (() => {
  const client = Buffer.from('highwater-tools')
  const body = Buffer.alloc(2 + 2 + 4 + 2 + client.length + 4 + 1)
  let at = body.writeInt16BE(3, 0) // api key
  at = body.writeInt16BE(4, at) // version
  at = body.writeInt32BE(1, at) // correlation id
  at = body.writeInt16BE(client.length, at)
  at += client.copy(body, at)
  at = body.writeInt32BE(0, at) // topics: none
  body.writeInt8(0, at) // never create
  const size = Buffer.alloc(4)
  size.writeInt32BE(body.length)
  return Buffer.concat([size, body])
})()

/** The broker ids in a Metadata response, version 4, without its size field. */
export const brokerIdsOf = (response: Buffer): number[] => {
  let at = 8 // correlation id, throttle time
  const count = response.readInt32BE(at)
  at += 4
  const ids: number[] = []
  for (let index = 0; index < count; index++) {
    ids.push(response.readInt32BE(at))
    at += 4
    at += 2 + response.readInt16BE(at) // host
    at += 4 // port
    at += 2 + Math.max(0, response.readInt16BE(at)) // rack, -1 when null
  }
  return ids.sort((a, b) => a - b)
}

/** The brokers that the one at 127.0.0.1:`port` knows to be up; empty when it does not answer within `deadlineMs`. */
export const liveBrokers = (port: number, deadlineMs = 1000): Promise<number[]> =>
  new Promise((resolve) => {
    let received = Buffer.alloc(0)
    const socket = connect({ port, host: '127.0.0.1' })
    const finish = (ids: number[]) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(ids)
    }
    const timer = setTimeout(() => finish([]), deadlineMs)
    socket.on('error', () => finish([]))
    socket.on('close', () => finish([]))
    socket.on('connect', () => socket.write(request))
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk])
      if (received.length >= 4 && received.length >= 4 + received.readInt32BE(0)) {
        finish(brokerIdsOf(received.subarray(4)))
      }
    })
  })
