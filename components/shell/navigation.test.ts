import { expect, test } from 'vitest'
import { paths } from '@/lib/paths'
import { placeOf } from './navigation'

test.each(['a/b', '%', '#', 'a b', 'é', '..'])(
  'the place of a group named %s is read back',
  (name) => {
    const url = new URL(paths.group('prod', name), 'http://localhost')
    expect(placeOf(url.pathname, url.searchParams.get('id'))).toEqual({
      clusterId: 'prod',
      section: 'groups',
      name,
    })
  },
)

test('the fleet and the settings belong to no cluster', () => {
  expect(placeOf('/', null).clusterId).toBeNull()
  expect(placeOf('/settings', null)).toEqual({ clusterId: null, section: 'settings', name: null })
})

test('an unknown section is no section', () =>
  expect(placeOf('/clusters/prod/nonsense', null).section).toBeNull())
