using Cartwright.Storefront.Api;
using Cartwright.Storefront.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Cartwright.Storefront;

/// <summary>
/// The forms that change the cart. Each answers with the page to show next, with or without a script. Binding a form is what has its
/// antiforgery token checked, so every one of them binds it.
/// </summary>
internal static class CartActions
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/cart/items", AddAsync);
        routes.MapPost("/cart/lines", SetQuantityAsync);
        routes.MapPost("/cart/accept-prices", AcceptPricesAsync);
    }

    static async Task<RedirectHttpResult> AddAsync(
        [FromForm] string? sku, [FromForm] string? quantity, [FromForm] string? returnUrl, CartsApi carts, Notices notices, CancellationToken cancellationToken)
    {
        var answer = await carts.AddAsync(sku ?? "", Units(quantity) ?? 1, cancellationToken);
        if (answer.Succeeded)
        {
            var line = answer.Value.Items.FirstOrDefault(x => x.Sku == sku);
            notices.Notify($"{line?.Name ?? "The product"} is in your cart.");
        }
        else
        {
            notices.Warn(Sentence(answer.Problem));
        }

        return TypedResults.Redirect(ReturnUrl.Safe(returnUrl));
    }

    // The buttons beside the number send what it becomes, so that they work without a script.
    static async Task<RedirectHttpResult> SetQuantityAsync(
        [FromForm] string? sku, [FromForm] string? quantity, [FromForm] string? set, CartsApi carts, Notices notices, CancellationToken cancellationToken)
    {
        if (Units(set ?? quantity) is { } units)
        {
            var answer = await carts.SetQuantityAsync(sku ?? "", units, cancellationToken);
            if (!answer.Succeeded)
            {
                notices.Warn(Sentence(answer.Problem));
            }
            else if (units == 0)
            {
                notices.Notify("Removed from your cart.");
            }
        }

        return TypedResults.Redirect("/cart");
    }

    static async Task<RedirectHttpResult> AcceptPricesAsync(IFormCollection _, CartsApi carts, Notices notices, CancellationToken cancellationToken)
    {
        var answer = await carts.AcceptPricesAsync(cancellationToken);
        if (!answer.Succeeded)
        {
            notices.Warn(Sentence(answer.Problem));
        }

        return TypedResults.Redirect("/cart");
    }

    static int? Units(string? text) => int.TryParse(text, out var units) ? units : null;

    static string Sentence(Problem problem) => problem.Errors?.Values.FirstOrDefault()?.FirstOrDefault() ?? problem.Summary;
}
