using Cartwright.Platform.Security;
using Cartwright.Storefront.Api;
using Cartwright.Storefront.Sessions;
using Cartwright.Storefront.Shop;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Cartwright.Storefront;

/// <summary>The forms of signed-in customers that consist of a button or a choice. Binding a form is what has its antiforgery token checked.</summary>
internal static class AccountActions
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/logout", LogoutAsync);
        routes.MapPost("/logout/all", EndAllSessionsAsync).RequireAuthorization();
        routes.MapPost("/orders/{id:guid}/pay", PayAsync).RequireAuthorization();
        routes.MapPost("/orders/{id:guid}/cancel", CancelAsync).RequireAuthorization();
        routes.MapPost("/account/addresses/{id:guid}/remove", RemoveAddressAsync).RequireAuthorization();
    }

    static async Task<RedirectHttpResult> LogoutAsync(
        IFormCollection _, HttpContext context, AccountsApi accounts, Visitor visitor, RevokedSessions revoked, Notices notices,
        CancellationToken cancellationToken)
    {
        if (visitor.RefreshToken is { } token)
        {
            try
            {
                await accounts.LogoutAsync(token, cancellationToken);
            }
            catch (ServiceUnavailableException)
            {
                // The browser ends the session in any case.
            }
        }

        End(visitor, revoked);
        await context.SignOutAsync();
        notices.Notify("You are signed out.");
        return TypedResults.Redirect("/");
    }

    static async Task<RedirectHttpResult> EndAllSessionsAsync(
        IFormCollection _, HttpContext context, AccountsApi accounts, Visitor visitor, RevokedSessions revoked, Notices notices,
        CancellationToken cancellationToken)
    {
        var answer = await accounts.EndAllSessionsAsync(cancellationToken);
        if (!answer.Succeeded)
        {
            notices.Warn(answer.Problem.Summary);
            return TypedResults.Redirect("/account");
        }

        End(visitor, revoked);
        await context.SignOutAsync();
        notices.Notify("You are signed out everywhere.");
        return TypedResults.Redirect("/");
    }

    // Here at once; other instances learn of it from accounts.
    static void End(Visitor visitor, RevokedSessions revoked)
    {
        if (visitor.SessionId is { } sessionId)
        {
            revoked.Add([sessionId], RevokedSessions.TokenLifeMax);
        }
    }

    static async Task<RedirectHttpResult> PayAsync(Guid id, [FromForm] string? token, OrdersApi orders, Notices notices, CancellationToken cancellationToken)
    {
        var answer = await orders.PayAsync(id, new PaymentChoice(TestCard.Method, token ?? ""), cancellationToken);
        if (!answer.Succeeded)
        {
            notices.Warn(answer.Problem.Summary);
        }

        return TypedResults.Redirect($"/orders/{id}");
    }

    static async Task<RedirectHttpResult> CancelAsync(
        Guid id, IFormCollection _, OrdersApi orders, Notices notices, CancellationToken cancellationToken)
    {
        var answer = await orders.CancelAsync(id, cancellationToken);
        if (!answer.Succeeded)
        {
            notices.Warn(answer.Problem.Summary);
        }

        return TypedResults.Redirect($"/orders/{id}");
    }

    static async Task<RedirectHttpResult> RemoveAddressAsync(
        Guid id, IFormCollection _, AccountsApi accounts, Visitor visitor, Notices notices, CancellationToken cancellationToken)
    {
        var answer = await accounts.RemoveAddressAsync(visitor.UserId, id, cancellationToken);
        if (answer.Succeeded)
        {
            notices.Notify("The address is removed.");
        }
        else
        {
            notices.Warn(answer.Problem.Summary);
        }

        return TypedResults.Redirect("/account");
    }
}
