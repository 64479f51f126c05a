/** Discord refused the token: trying again cannot help. */
export class TokenRefused extends Error {}

/** Discord lets the bot register nothing in the server that `DEV_GUILD_ID` names: it is not in there. */
export class GuildRefused extends Error {}
