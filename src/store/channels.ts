import { EventEmitter } from 'node:events';
import type { Store } from './store.ts';

/** Notices within one process. */
export interface Channels {
  tell(channel: string, payload: string): void;
  listen: Store['listen'];
  /** Tells everybody who listens that notices may have been missed. */
  missed(): void;
}

/** Channels that whoever listens hears `undefined` on at the start, and after each gap. */
export function createChannels(): Channels {
  const bus = new EventEmitter().setMaxListeners(0);
  return {
    tell: (channel, payload) => void bus.emit(channel, payload),
    missed: () => bus.eventNames().forEach((channel) => void bus.emit(channel, undefined)),
    listen(channel, hear) {
      bus.on(channel, hear);
      queueMicrotask(() => bus.listeners(channel).includes(hear) && hear(undefined));
      return () => void bus.off(channel, hear);
    },
  };
}
