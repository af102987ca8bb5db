import type { ReactNode } from 'react'
import { ConsoleFrame } from '@/components/shell/console-frame'

const ConsoleLayout = ({ children }: { children: ReactNode }) => (
  <ConsoleFrame>{children}</ConsoleFrame>
)

export default ConsoleLayout
