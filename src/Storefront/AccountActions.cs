using Cartwright.Storefront.Api;
using Cartwright.Storefront.Sessions;
using Cartwright.Storefront.Shop;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Cartwright.Storefront;

/// <summary>The forms of signed-in customers that consist of a button or a choice.</summary>
internal static class AccountActions
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/logout", Logout);
        routes.MapPost("/orders/{id:guid}/pay", Pay).RequireAuthorization();
        routes.MapPost("/orders/{id:guid}/cancel", Cancel).RequireAuthorization();
        routes.MapPost("/account/addresses/{id:guid}/remove", RemoveAddress).RequireAuthorization();
    }

    private static async Task<RedirectHttpResult> Logout(
        [FromForm] string? returnUrl, HttpContext context, AccountsApi accounts, Visitor visitor, Notices notices, CancellationToken cancellationToken)
    {
        if (visitor.RefreshToken is { } token)
        {
            try
            {
                await accounts.Logout(token, cancellationToken);
            }
            catch (ServiceUnavailableException)
            {
                // The browser forgets the session all the same.
            }
        }

        await context.SignOutAsync();
        notices.Tell("You are signed out.");
        return TypedResults.Redirect(ReturnUrl.Safe(returnUrl));
    }

    private static async Task<RedirectHttpResult> Pay(Guid id, [FromForm] string? token, OrdersApi orders, Notices notices, CancellationToken cancellationToken)
    {
        var answer = await orders.Pay(id, new PaymentChoice(TestCard.Method, token ?? ""), cancellationToken);
        if (!answer.Succeeded)
        {
            notices.Warn(answer.Problem.Summary);
        }

        return TypedResults.Redirect($"/orders/{id}");
    }

    private static async Task<RedirectHttpResult> Cancel(
        Guid id, [FromForm] string? returnUrl, OrdersApi orders, Notices notices, CancellationToken cancellationToken)
    {
        var answer = await orders.Cancel(id, cancellationToken);
        if (!answer.Succeeded)
        {
            notices.Warn(answer.Problem.Summary);
        }

        return TypedResults.Redirect(returnUrl is null ? $"/orders/{id}" : ReturnUrl.Safe(returnUrl));
    }

    private static async Task<RedirectHttpResult> RemoveAddress(
        Guid id, [FromForm] string? returnUrl, AccountsApi accounts, Visitor visitor, Notices notices, CancellationToken cancellationToken)
    {
        var answer = await accounts.RemoveAddress(visitor.UserId, id, cancellationToken);
        if (answer.Succeeded)
        {
            notices.Tell("The address is removed.");
        }
        else
        {
            notices.Warn(answer.Problem.Summary);
        }

        return TypedResults.Redirect(returnUrl is null ? "/account" : ReturnUrl.Safe(returnUrl));
    }
}
