import type { Metadata } from 'next'
import { Headline } from '@/components/data/headline'
import { BrowserPanel } from '@/components/settings/browser-panel'
import { StoragePanel } from '@/components/settings/storage-panel'
import { ShortcutSwitch } from '@/components/shell/shortcut-switch'
import { ThemeSwitch } from '@/components/shell/theme-switch'
import { seed } from '@/lib/http/page'
import { storageQuery } from '@/lib/settings/queries'
import { getStorage } from '@/lib/settings/service'
import { Seeded } from '../seeded'

export const metadata: Metadata = { title: 'Settings' }

const SettingsPage = () => (
  <Seeded seeds={(ctx) => [seed(storageQuery(), () => getStorage(ctx))]}>
    <Headline
      status="ok"
      emphasis=""
      rest="Settings"
      detail="Clusters and how long history is kept are set in highwater.config.yaml."
    />
    <div className="flex max-w-4xl flex-col gap-4.5">
      <StoragePanel />
      <BrowserPanel theme={<ThemeSwitch />} keys={<ShortcutSwitch />} />
    </div>
  </Seeded>
)

export default SettingsPage
