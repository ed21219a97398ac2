using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Cartwright.Storefront.Sessions;

/// <summary>A message that survives one redirect: the next page shows the result of a form.</summary>
internal sealed class Notices(IHttpContextAccessor accessor, IDataProtectionProvider protection)
{
    const string Cookie = "cartwright_notice";

    readonly IDataProtector _protector = protection.CreateProtector("Cartwright.Storefront.Notices");

    HttpContext Context => accessor.HttpContext ?? throw new InvalidOperationException("There is no notice outside of a request.");

    public void Notify(string text) => Keep('+' + text);

    public void Warn(string text) => Keep('!' + text);

    /// <summary>The message for this page; it is shown once.</summary>
    public Notice? Take()
    {
        if (Context.Request.Cookies[Cookie] is not { } value)
        {
            return null;
        }

        Context.Response.Cookies.Delete(Cookie);
        try
        {
            return _protector.Unprotect(value) is [var kind, .. var text] ? new Notice(text, IsWarning: kind == '!') : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    void Keep(string notice) => Context.Response.Cookies.Append(
        Cookie,
        _protector.Protect(notice),
        new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = Context.Request.IsHttps, IsEssential = true, MaxAge = TimeSpan.FromMinutes(1) });
}

/// <summary>A message to the visitor.</summary>
/// <param name="Text">What it says.</param>
/// <param name="IsWarning">Whether something did not work.</param>
internal sealed record Notice(string Text, bool IsWarning);
