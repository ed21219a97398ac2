using System.Net;
using System.Text;
using Cartwright.Platform.Data;
using Microsoft.AspNetCore.Mvc;

namespace Cartwright.Simulators;

/// <summary>The page of the simulated bank, on which a customer confirms a payment or refuses to (https://docs.stripe.com/payments/3d-secure).</summary>
internal static class StripeAuthentication
{
    const string Accept = "accept";

    public static void Map(WebApplication app)
    {
        var page = app.MapGroup("/stripe/authenticate/{id}").AllowAnonymous().WithTags("Stripe");
        page.MapGet("", ShowAsync);
        page.MapPost("", DecideAsync).DisableAntiforgery();
    }

    static async Task<IResult> ShowAsync(string id, Database database, CancellationToken cancellationToken)
    {
        if (await database.QuerySingleOrDefaultAsync<StripeIntent>(
            $"select {StripeIntent.Columns} from stripe_intents where id = @id", new { id }, cancellationToken) is not { } intent)
        {
            return TypedResults.NotFound();
        }

        return TypedResults.Text(
            $"""
            <!doctype html>
            <html lang="en">
            <title>The simulated bank</title>
            <h1>The simulated bank</h1>
            <p>Payment of {intent.Amount} units of {WebUtility.HtmlEncode(intent.Currency)}.</p>
            <form method="post">
              <button name="result" value="{Accept}">Confirm the payment</button>
              <button name="result" value="refuse">Refuse the payment</button>
            </form>
            </html>
            """,
            "text/html",
            Encoding.UTF8);
    }

    // What has been decided, or has ended, stays as it is.
    static async Task<IResult> DecideAsync(
        string id, [FromForm] string? result, HttpContext http, Database database, StripeWebhooks webhooks, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        if (await StripeIntents.LockAsync(work, id, cancellationToken) is not { } intent)
        {
            return TypedResults.NotFound();
        }

        if (intent.Status == StripeStatus.RequiresAction)
        {
            var decided = result == Accept ? intent.Pay() : intent.Refuse("payment_intent_authentication_failure", null);
            await StripeIntents.SaveAsync(work, decided, cancellationToken);
            await work.CommitAsync(cancellationToken);
            webhooks.Send(StripeEvent.Of(decided, SimulatedStripe.Address(http))!);
        }

        return intent.ReturnUrl is { } shop ? TypedResults.Redirect(shop) : TypedResults.NoContent();
    }
}
