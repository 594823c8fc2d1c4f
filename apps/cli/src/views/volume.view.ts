import type { VolumeOverHttp } from '../desk/index.js';
import type { Column } from '../terminal/index.js';

type Figure = VolumeOverHttp['figures'][number];

/** Columns of what came and went. */
export const volumeColumns: readonly Column<Figure>[] = [
  { title: 'channel', of: ({ channel }) => channel },
  { title: 'inbox', of: ({ inbox }) => inbox },
  { title: 'messages', of: ({ messages }) => messages },
  { title: 'by machines', of: ({ automatic }) => automatic },
  { title: 'calls in', of: ({ calls }) => calls },
  { title: 'calls out', of: ({ outboundCalls }) => outboundCalls },
  { title: 'replies', of: ({ replies }) => replies },
];
