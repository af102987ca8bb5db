import { route } from '@/lib/http/route'
import { storage } from '@/lib/settings/schema'
import { getStorage } from '@/lib/settings/service'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

/** What history takes on disk and how long it is kept. */
export const GET = route({ name: '/api/settings/storage', data: storage }, getStorage)
