using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Cartwright.Accounts;

/// <summary>A set of public keys (RFC 7517).</summary>
/// <param name="Keys">The keys.</param>
public sealed record KeySetResponse(IReadOnlyList<KeyResponse> Keys);

/// <summary>A public key on P-256 (RFC 7518, section 6.2).</summary>
/// <param name="Kid">The key id in the header of tokens.</param>
/// <param name="Kty">The key type: <c>EC</c>.</param>
/// <param name="Crv">The curve: <c>P-256</c>.</param>
/// <param name="X">First coordinate, base64url.</param>
/// <param name="Y">Second coordinate, base64url.</param>
/// <param name="Use">The use of the key: <c>sig</c>.</param>
/// <param name="Alg">The algorithm: <c>ES256</c>.</param>
public sealed record KeyResponse(string Kid, string Kty, string Crv, string X, string Y, string Use, string Alg);

/// <summary>Shows the public keys that verify access tokens.</summary>
internal static class GetKeys
{
    public static async Task<Ok<KeySetResponse>> HandleAsync(
        KeyRing ring, IOptions<AccountsOptions> options, TimeProvider time, CancellationToken cancellationToken)
    {
        var keys = await ring.PublicAsync(cancellationToken);
        return TypedResults.Ok(new KeySetResponse(
            [.. KeySchedule.Published(keys, time.GetUtcNow(), options.Value.AccessTokenLife).Select(Publish)]));
    }

    static KeyResponse Publish(PublicKey key) => new(
        key.Id, JsonWebAlgorithmsKeyTypes.EllipticCurve, JsonWebKeyECTypes.P256,
        Base64UrlEncoder.Encode(key.X), Base64UrlEncoder.Encode(key.Y), JsonWebKeyUseNames.Sig, SecurityAlgorithms.EcdsaSha256);
}
