import { NotFoundNote } from '@/components/shell/not-found-note'

const NotFound = () => (
  <main className="px-6">
    <NotFoundNote />
  </main>
)

export default NotFound
