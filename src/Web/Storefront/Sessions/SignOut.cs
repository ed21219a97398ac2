using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Authentication;

namespace Cartwright.Storefront.Sessions;

/// <summary>Ends a session that has ended at accounts: here at once, while other instances learn of it from accounts.</summary>
internal sealed class SignOut(IHttpContextAccessor accessor, Visitor visitor, RevokedSessions revoked, Notices notices)
{
    /// <summary>Removes the cookie of the visitor.</summary>
    /// <param name="notice">What the next page says.</param>
    public async Task HereAsync(string notice)
    {
        if (visitor.SessionId is { } sessionId)
        {
            revoked.Add([sessionId], RevokedSessions.TokenLifeMax);
        }

        await accessor.HttpContext!.SignOutAsync();
        notices.Notify(notice);
    }
}
