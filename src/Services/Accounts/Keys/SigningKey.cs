using Microsoft.IdentityModel.Tokens;

namespace Cartwright.Accounts;

/// <summary>A key that this instance can sign with.</summary>
/// <param name="Id">The key's id.</param>
/// <param name="SignsFrom">When it takes over from the key before it.</param>
/// <param name="Credentials">Signs with ES256.</param>
internal sealed record SigningKey(string Id, DateTimeOffset SignsFrom, SigningCredentials Credentials) : IScheduledKey
{
    public static SigningKey Of(PublicKey key, byte[] secret) => new(
        key.Id,
        key.SignsFrom,
        // A web key instead of an ECDsa, which is not thread-safe: the library creates one per concurrent signature.
        new SigningCredentials(
            new JsonWebKey
            {
                Kty = JsonWebAlgorithmsKeyTypes.EllipticCurve,
                Crv = JsonWebKeyECTypes.P256,
                KeyId = key.Id,
                X = Base64UrlEncoder.Encode(key.X),
                Y = Base64UrlEncoder.Encode(key.Y),
                D = Base64UrlEncoder.Encode(secret),
            },
            SecurityAlgorithms.EcdsaSha256));
}
