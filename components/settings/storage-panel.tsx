'use client'
import { Panel } from '@/components/ui/panel'

export const StoragePanel = () => <Panel title="History">—</Panel>
