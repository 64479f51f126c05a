import { createHash } from 'node:crypto';

/** How many requests a bucket takes in how many milliseconds; Discord publishes no figures, so these are assumptions. */
export interface BucketLimit {
  requests: number;
  windowMs: number;
}

/** What a request's bucket says: the headers to answer with, and how long to wait (seconds) when it is full. */
export interface Toll {
  headers: Record<string, string>;
  wait?: { seconds: number; global: boolean };
}

interface Bucket {
  used: number;
  ends: number;
}

const globalLimit: BucketLimit = { requests: 50, windowMs: 1_000 };
const keptBuckets = 10_000;

/**
 * Counts requests per bucket and over all (50/s, interaction endpoints exempt). It goes by the machine's time, not the
 * sandbox's clock, because clients wait by theirs.
 * https://docs.discord.com/developers/topics/rate-limits
 */
export function createLimits(perBucket: BucketLimit): (route: string, resource: string, exempt: boolean) => Toll {
  const buckets = new Map<string, Bucket>();
  return (route, resource, exempt) => {
    const own = take(buckets, `${route} ${resource}`, perBucket);
    const all = exempt ? undefined : take(buckets, '', globalLimit);
    const full = [own, all].find((bucket) => bucket && bucket.used > bucket.limit.requests);
    const wait = full && { seconds: left(full), global: full === all };
    return { headers: headersOf(route, own, wait), ...(wait && { wait }) };
  };
}

type Taken = Bucket & { limit: BucketLimit };

function take(buckets: Map<string, Bucket>, key: string, limit: BucketLimit): Taken {
  const now = Date.now();
  let bucket = buckets.get(key);
  if (!bucket || bucket.ends <= now) bucket = { used: 0, ends: now + limit.windowMs };
  bucket.used += 1;
  if (buckets.size > keptBuckets) buckets.clear();
  buckets.set(key, bucket);
  return { ...bucket, limit };
}

const left = (bucket: Bucket): number => Math.max(1, bucket.ends - Date.now()) / 1_000;

function headersOf(route: string, own: Taken, wait: Toll['wait']): Record<string, string> {
  const headers = {
    'X-RateLimit-Limit': String(own.limit.requests),
    'X-RateLimit-Remaining': String(Math.max(0, own.limit.requests - own.used)),
    'X-RateLimit-Reset': String(own.ends / 1_000),
    'X-RateLimit-Reset-After': left(own).toFixed(3),
    'X-RateLimit-Bucket': createHash('sha256').update(route).digest('hex').slice(0, 32),
  };
  if (!wait) return headers;
  const refused = {
    'Retry-After': String(Math.ceil(wait.seconds)),
    'X-RateLimit-Scope': wait.global ? 'global' : 'user',
  };
  return { ...headers, ...refused, ...(wait.global && { 'X-RateLimit-Global': 'true' }) };
}
