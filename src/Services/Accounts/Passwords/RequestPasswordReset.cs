using Cartwright.Platform.Http;
using Microsoft.Extensions.Options;

namespace Cartwright.Accounts;

/// <summary>Asks for a mail with which a forgotten password can be replaced.</summary>
/// <param name="Email">The address of the account.</param>
public sealed record RequestPasswordResetRequest([Email] string Email = "");

/// <summary>Accepts the request of somebody who forgot a password. The answer is the same whether an account has the address or not.</summary>
internal static class RequestPasswordReset
{
    public static async Task<IResult> HandleAsync(
        RequestPasswordResetRequest request, PasswordResets resets, AddressLimits limits, IOptions<AccountsOptions> options, HttpContext context,
        CancellationToken cancellationToken)
    {
        var client = ForwardedRequests.ClientOf(context);
        var (max, window) = (options.Value.PasswordResetsPerAddress, options.Value.AddressWindow);
        if (await limits.CountAsync("reset a password", client, max, window, cancellationToken) is { } wait)
        {
            return Problems.RetryLater(StatusCodes.Status429TooManyRequests, "Too many mails were requested from your address. Try again later.", wait);
        }

        resets.Request(request.Email);
        return TypedResults.Accepted((string?)null);
    }
}
