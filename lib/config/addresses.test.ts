import { expect, test } from 'vitest'
import { parseHostPort, privateAddress, refusedAddress, refusedHost } from './addresses.ts'

test.each([
  '10.0.0.7',
  '172.16.3.4',
  '192.168.1.1',
  '127.0.0.1',
  '::1',
  'fd12:3456::1',
  '2001:db8::1',
  '::ffff:10.0.0.7',
  '64:ff9b::10.0.0.7',
  '100.64.0.1',
  '8.8.8.8',
])('private, loopback and public addresses are allowed: %s', (ip) => {
  expect(refusedAddress(ip)).toBeNull()
})

test.each([
  ['169.254.169.254', 'metadata'],
  ['169.254.1.1', 'link-local'],
  ['100.100.100.200', 'metadata'],
  ['168.63.129.16', 'platform'],
  ['fd00:ec2::254', 'metadata'],
  ['fd00:0ec2:0:0:0:0:0:254', 'metadata'],
  ['fe80::1', 'link-local'],
  ['fe80::1%eth0', 'link-local'],
  ['febf::1', 'link-local'],
  ['0.0.0.0', 'unspecified'],
  ['0.1.2.3', 'unspecified'],
  ['::', 'unspecified'],
  ['[::]', 'unspecified'],
  ['224.0.0.1', 'multicast'],
  ['239.255.255.255', 'multicast'],
  ['ff02::1', 'multicast'],
  ['255.255.255.255', 'broadcast'],
  ['250.0.0.1', 'reserved'],
  ['::ffff:169.254.169.254', 'metadata'],
  ['::ffff:a9fe:a9fe', 'metadata'],
  ['::169.254.169.254', 'metadata'],
  ['::ffff:0:169.254.169.254', 'metadata'],
  ['64:ff9b::169.254.169.254', 'metadata'],
  ['64:ff9b:1::169.254.169.254', 'metadata'],
  ['2002:a9fe:a9fe::1', 'metadata'],
  ['2001:0:0:0:0:0:5601:5601', 'metadata'],
  ['localhost', 'not an IP'],
])('%s is refused as %s', (ip, reason) => {
  expect(refusedAddress(ip)).toContain(reason)
})

test.each([
  ['kafka-1', true],
  ['kafka_1.internal', true],
  ['b-1.demo.kafka.eu-west-1.amazonaws.com', true],
  ['localhost', true],
  ['::1', true],
  ['2130706433', false],
  ['0x7f.1', false],
  ['0177.0.0.1', false],
  ['127.1', false],
  ['metadata.google.internal', false],
  ['METADATA.google.internal.', false],
  ['-bad', false],
  ['a b', false],
  ['a/b', false],
  ['user@host', false],
  ['', false],
])('host %s may be used: %s', (host, allowed) => {
  expect(refusedHost(host) === null).toBe(allowed)
})

test.each([
  ['kafka-1:9092', { host: 'kafka-1', port: 9092 }],
  [' [::1]:9092 ', { host: '::1', port: 9092 }],
])('%s is a server', (text, expected) => {
  expect(parseHostPort(text)).toEqual(expected)
})

test.each([
  ['kafka-1', 'is not host:port'],
  ['::1', 'write [v6]:port'],
  ['kafka-1:0', 'port 0'],
  ['kafka-1:70000', 'port 70000'],
  ['SASL_SSL://kafka-1:9092', 'without a protocol'],
  ['169.254.169.254:80', 'metadata'],
  ['[fe80::1]:9092', 'link-local'],
])('%s is refused: %s', (text, reason) => {
  expect(parseHostPort(text)).toEqual({ reason: expect.stringContaining(reason) })
})

test.each([
  ['127.8.8.8', 'a loopback address'],
  ['::1', 'a loopback address'],
  ['::ffff:127.0.0.1', 'a loopback address'],
  ['64:ff9b::7f00:1', 'a loopback address'],
  ['10.0.0.1', 'a private address'],
  ['172.31.255.255', 'a private address'],
  ['172.32.0.1', null],
  ['192.168.0.1', 'a private address'],
  ['fd12::1', 'a private address'],
  ['100.64.0.1', 'a shared address'],
  ['8.8.8.8', null],
  ['2001:db8::1', null],
])('%s is %s', (ip, expected) => {
  expect(privateAddress(ip)).toBe(expected)
})
