using Cartwright.Storefront.Api;
using Cartwright.Storefront.Sessions;
using Cartwright.Storefront.Shop;
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
        routes.MapPost("/orders/{id:guid}/returns/{returnId:guid}/cancel", CancelReturnAsync).RequireAuthorization();
        routes.MapGet("/account/data", ExportAsync).RequireAuthorization();
        routes.MapPost("/account/addresses/{id:guid}/remove", RemoveAddressAsync).RequireAuthorization();
        routes.MapPost("/account/recommendations", ChooseRecommendationsAsync).RequireAuthorization();
    }

    static async Task<RedirectHttpResult> LogoutAsync(
        IFormCollection _, AccountsApi accounts, Visitor visitor, SignOut signOut, CancellationToken cancellationToken)
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

        await signOut.HereAsync("You are signed out.");
        return TypedResults.Redirect("/");
    }

    static async Task<RedirectHttpResult> EndAllSessionsAsync(
        IFormCollection _, AccountsApi accounts, SignOut signOut, Notices notices, CancellationToken cancellationToken)
    {
        var answer = await accounts.EndAllSessionsAsync(cancellationToken);
        if (!answer.Succeeded)
        {
            notices.Warn(answer.Problem.Summary);
            return TypedResults.Redirect("/account");
        }

        await signOut.HereAsync("You are signed out everywhere.");
        return TypedResults.Redirect("/");
    }

    static async Task<IResult> ExportAsync(
        AccountsApi accounts, Visitor visitor, Notices notices, HttpResponse response, CancellationToken cancellationToken)
    {
        var answer = await accounts.ExportAsync(visitor.UserId, cancellationToken);
        if (!answer.Succeeded)
        {
            notices.Warn("Your data cannot be put together just now. Please try again in a moment.");
            return TypedResults.Redirect("/account");
        }

        response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(answer.Value.Content, "application/json", answer.Value.FileName);
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

    static async Task<RedirectHttpResult> CancelReturnAsync(
        Guid id, Guid returnId, IFormCollection _, ReturnsApi returns, Notices notices, CancellationToken cancellationToken)
    {
        var answer = await returns.CancelAsync(returnId, cancellationToken);
        if (!answer.Succeeded)
        {
            notices.Warn(answer.Problem.Summary);
        }

        return TypedResults.Redirect($"/orders/{id}");
    }

    static async Task<RedirectHttpResult> RemoveAddressAsync(
        Guid id, [FromForm] int? version, AccountsApi accounts, Visitor visitor, Notices notices, CancellationToken cancellationToken)
    {
        // A form without a version names none that an address has.
        var answer = await accounts.RemoveAddressAsync(visitor.UserId, id, version ?? 0, cancellationToken);
        if (answer.Succeeded)
        {
            notices.Notify("The address is removed.");
        }
        else if (answer.Problem.Status == StatusCodes.Status412PreconditionFailed)
        {
            notices.Warn("This address was changed elsewhere in the meantime, so it is still here. Look at it again before you remove it.");
        }
        else
        {
            notices.Warn(answer.Problem.Summary);
        }

        return TypedResults.Redirect("/account");
    }

    static async Task<RedirectHttpResult> ChooseRecommendationsAsync(
        [FromForm] bool personal, RecommendationChoiceApi recommendations, Notices notices, CancellationToken cancellationToken)
    {
        var answer = await recommendations.ChangeAsync(new(personal), cancellationToken);
        if (answer.Succeeded)
        {
            notices.Notify(personal ? "Personal recommendations are on." : "Personal recommendations are off.");
        }
        else
        {
            notices.Warn(answer.Problem.Summary);
        }

        return TypedResults.Redirect("/account");
    }
}
