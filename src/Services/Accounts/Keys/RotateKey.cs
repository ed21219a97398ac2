using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Cartwright.Accounts;

/// <summary>A new key.</summary>
/// <param name="KeyId">Its id.</param>
/// <param name="SignsFrom">When it begins to sign; it is already published.</param>
public sealed record RotateKeyResponse(string KeyId, DateTimeOffset SignsFrom);

/// <summary>Creates a new signing key. Tokens of the old key stay valid.</summary>
internal static class RotateKey
{
    public static async Task<Results<Ok<RotateKeyResponse>, ProblemHttpResult>> HandleAsync(
        KeyRing ring, IOptions<AccountsOptions> options, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var key = await ring.AddAsync(keys => keys.All(k => k.SignsFrom <= now), now + options.Value.KeyLead, cancellationToken);
        if (key is null)
        {
            return Problems.Conflict("The last new key does not sign yet. Try again in a moment.");
        }

        await ring.RunAsync(cancellationToken);
        return TypedResults.Ok(new RotateKeyResponse(key.Id, key.SignsFrom));
    }
}
