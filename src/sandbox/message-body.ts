import { checkMessage, type MessageBody } from './rules.ts';
import { checkSchema } from './spec.ts';

/** https://docs.discord.com/developers/reference#uploading-files: an attachment's id may be a number. */
export function withTextIds<Body>(body: Body): Body {
  const { attachments } = (body ?? {}) as { attachments?: { id: unknown }[] };
  if (!Array.isArray(attachments)) return body;
  return { ...body, attachments: attachments.map((one) => ({ ...one, id: String(one?.id) })) };
}

/** A message's body that has passed Discord's schema of that name and its written rules; throws 50035 otherwise. */
export async function checkedBody<Body extends MessageBody>(schema: string, given: unknown): Promise<Body> {
  const body = withTextIds(given ?? {}) as Body;
  await checkSchema(schema, body);
  checkMessage(body);
  return body;
}
