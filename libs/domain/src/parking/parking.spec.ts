import { asked, givenParking, happened, minute } from '../../testing/index.js';
import { AnotherEventIsParked, NothingParked } from '../index.js';

const stream = 'customer-ann';
const parked = { version: 7, eventId: 'e7' };
const admin = { ...asked('c9', minute(9), 'admin'), stream };

describe('events that cannot be copied into the pages', () => {
  it('are tried again when somebody says so', () => {
    givenParking()
      .when({ ...admin, kind: 'RetryParked', parked })
      .then({ type: 'ParkedEventsRetried', clear: { stream, cause: 'c9' } });
  });

  it('are done without, one by one, and it stands in the log which one it was', () => {
    givenParking()
      .when({ ...admin, kind: 'DropParked', version: 7, parked })
      .then({ type: 'ParkedEventDropped', clear: { stream, version: 7, eventId: 'e7', cause: 'c9' } });
  });

  it('are not dropped by a repeat of the same command', () => {
    givenParking(happened(minute(1), 'ParkedEventDropped', { stream, version: 7, eventId: 'e7', cause: 'c9' }))
      .when({ ...admin, kind: 'DropParked', version: 7 })
      .thenNothing();
  });

  it('are not dropped unseen', () => {
    givenParking()
      .when({ ...admin, kind: 'DropParked', version: 6, parked })
      .thenRefused(AnotherEventIsParked, { code: 'PARKED.ANOTHER_EVENT', stream, version: 7 });
  });

  it('cannot be decided about where none lies parked', () => {
    givenParking()
      .when({ ...admin, kind: 'RetryParked' })
      .thenRefused(NothingParked, { code: 'PARKED.NOT_FOUND', stream });
  });
});
