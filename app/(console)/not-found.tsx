import { NotFoundNote } from '@/components/shell/not-found-note'

/** Inside the console's frame, so that the way to the other pages stays. */
const NotFound = () => <NotFoundNote />

export default NotFound
